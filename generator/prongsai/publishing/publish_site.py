"""One publish from the content to the receipt, the same wherever it is ordered.

Check and build; bring the site to its target; keep the version; write the addresses
down; look at the live site; file the receipt. Who orders it only says what is wanted,
answers, and shows what happens.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.publishing.built import built_here, paths_of
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.kept import Kept
from prongsai.publishing.lines import Lines
from prongsai.publishing.live_check import Origin, built_site, file_receipt, see
from prongsai.publishing.online_version import Looked, look_online, origin
from prongsai.publishing.proof import DEPLOYING, Proof
from prongsai.publishing.published import Published
from prongsai.publishing.ready import is_built, ready
from prongsai.publishing.receipt import doubted
from prongsai.publishing.records import write_down
from prongsai.publishing.run import Wishes, compare, publish
from prongsai.publishing.targets import OPEN, Target, Way, choose
from prongsai.publishing.there import look
from prongsai.publishing.undo import version_before
from prongsai.publishing.voice import Voice
from prongsai.site.page_types import Plan
from prongsai.storage.write import note

_OF_OTHERS = frozenset({"foreign", "other-site"})
"""Refusals of a folder that a person may take over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted.

    Attributes:
        root: the project; of an own site, that one.
        today: the day of the build and of the submission sheets.
        now: the time that is kept with the content that is online.
        target: its name; empty where there is only one.
        by: the post that orders it.
        only_look: report what would be done, and do nothing.
        undo: bring back the version before.
        adopt: publish into a folder that holds other files.
        many: remove more than a fifth of what is there.
        afresh: read every file of ours there, and bring back what others changed.
        own: whether it is the own site of an agency of a hub.
    """

    root: Path
    today: datetime.date
    now: datetime.datetime
    target: str = ""
    by: str = ""
    only_look: bool = False
    undo: bool = False
    adopt: bool = False
    many: bool = False
    afresh: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a publish came to.

    Attributes:
        written: whether its addresses are written down.
        proof: what the public sees; None where that was not looked at.
    """

    written: bool = True
    proof: Proof | None = None


def publish_site(wanted: Wanted, voice: Voice) -> Outcome:
    """Publish a site and prove it, or report what would be done.

    Raises:
        NotReadyError: the content or the site is wrong; nothing is published.
        RefusedError: it cannot be published; what is at the target is whole.
    """
    plan = ready(wanted.root, wanted.today, lambda: voice.say("building"))
    done = _brought(wanted, plan, voice)
    if done is None:  # nothing is online yet
        return Outcome()
    voice.done(done, undo=wanted.undo)
    written = wanted.undo or _written(wanted, plan, voice)
    if done.site_url is None:
        voice.say("not-proven")
        return Outcome(written=written)
    return Outcome(written=written, proof=_proven(wanted, plan, done, voice))


def prove_site(wanted: Wanted, plan: Plan, voice: Voice) -> Looked | None:
    """Look at the live site and file the receipt.

    What a person uploaded as ZIP files is written down now: here is seen that it is
    online.

    Returns:
        None without an address or a build.
    """
    looked = look_online(
        wanted.root, plan, wanted.today, target=wanted.target, by=wanted.by
    )
    if looked is not None:
        _file(wanted, looked.proof, looked.source, voice)
        records = plan.context.content.site.value.publish
        by_hand = any(one.url.startswith("zip:") for one in records)
        if by_hand and looked.whole and is_built(wanted.root, wanted.today):
            _written(wanted, plan, voice)
    return looked


def _brought(wanted: Wanted, plan: Plan, voice: Voice) -> Published | None:
    """Bring the site to its target; None where nothing is online by that."""
    records = plan.context.content.site.value.publish
    target = choose(records, wanted.target or None)
    if target.way in OPEN:
        voice.say("open-line", name=target.name)
    here = built_here(wanted.root, plan, datetime.datetime.now(datetime.UTC))
    passwords = voice.passwords(target)
    with lines_to(wanted.root, target, passwords, new_key=voice.new_key) as lines:
        done = _asking(
            lambda adopt: _at_target(
                replace(wanted, adopt=adopt), here, target, lines, voice
            ),
            voice,
            adopt=wanted.adopt,
        )
    if done is None:
        return None
    if passwords.was_asked and voice.keeps_password():
        kept = "password-kept" if passwords.keep() else "password-not-kept"
        voice.say(kept, name=target.name)
    if target.way is Way.ZIP:
        voice.zip_made(target)
        return None
    return done


def _asking(
    step: Callable[[bool], Published | None], voice: Voice, *, adopt: bool
) -> Published | None:
    """Do a step, and again if a person says that the folder is the right one."""
    try:
        return step(adopt)
    except RefusedError as error:
        if adopt or error.key not in _OF_OTHERS or not voice.adopts(error):
            raise
    return step(True)  # noqa: FBT003 - a step has one argument


def _at_target(
    wanted: Wanted, here: Here, target: Target, lines: Lines, voice: Voice
) -> Published | None:
    """Publish one version and keep it; None where it was only to be looked at."""
    with _version(wanted, here, target, lines, voice) as version:
        wishes = Wishes(
            adopt=wanted.adopt,
            many=wanted.many,
            afresh=wanted.afresh,
            doubted=paths_of(doubted(wanted.root, here.site_url)),
            tell=voice.waiting,
        )
        if wanted.only_look:
            voice.ahead(compare(lines, version, wishes))
            return None
        with voice.uploading() as watch:
            done = publish(lines, version, target, replace(wishes, watch=watch))
        note(target.name)
        with suppress(OSError, RefusedError):  # it is published all the same
            Kept.of(wanted.root, target.name).remember(version)
    return done


@contextmanager
def _version(
    wanted: Wanted, here: Here, target: Target, lines: Lines, voice: Voice
) -> Iterator[Here]:
    """Give the version to be published: the one built here, or the one before."""
    if not wanted.undo:
        yield here
        return
    now = look(lines, here, adopt=wanted.adopt).manifest
    with version_before(
        wanted.root, target.name, now, here, voice.made_again
    ) as before:
        yield before


def _written(wanted: Wanted, plan: Plan, voice: Voice) -> bool:
    recorded = write_down(wanted.root, plan, wanted.now, own=wanted.own)
    voice.recorded(recorded, plan)
    return recorded.written


def _proven(wanted: Wanted, plan: Plan, done: Published, voice: Voice) -> Proof | None:
    expected = built_site(wanted.root, plan, wanted.today, done.sent)
    if expected is None:
        return None
    there = {path: entry.sha256 for path, entry in done.files.items()}
    deployed = done.sent and done.address.startswith("git+")
    voice.say("proving", site=done.site_url)
    proof = see(
        replace(expected, files=there),  # of an undo: not what is built here
        DEPLOYING if deployed else None,
    )
    _file(wanted, proof, origin(wanted.root, done, wanted.by), voice)
    return proof


def _file(wanted: Wanted, proof: Proof, source: Origin, voice: Voice) -> None:
    receipt = file_receipt(wanted.root, proof, source, voice.language)
    voice.seen(proof, receipt, source)
