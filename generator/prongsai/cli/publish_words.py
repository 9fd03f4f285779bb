"""What `prongsai publish` says and asks at the terminal."""

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from prongsai import messages
from prongsai.cli.live_check import print_seen
from prongsai.cli.record import print_recorded
from prongsai.loading.published import FOLDER
from prongsai.messages.signs import visible
from prongsai.model.site import Mode
from prongsai.publishing.carry_out import Progress as HowFar
from prongsai.publishing.carry_out import Watch
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.holder import Holder
from prongsai.publishing.live_check import Origin
from prongsai.publishing.own_site import folder_of, record_of
from prongsai.publishing.plan import PublishPlan
from prongsai.publishing.proof import Proof
from prongsai.publishing.published import Published
from prongsai.publishing.receipt import Receipt
from prongsai.publishing.records import Recorded
from prongsai.publishing.secrets import Passwords, Secret
from prongsai.publishing.targets import Target
from prongsai.publishing.transport.zip_file import FOLDER as ZIPS
from prongsai.publishing.version import Version
from prongsai.site.page_types import Plan
from prongsai.thai.dates import format_iso, format_long


class Told:
    """The terminal as the voice of a publish; it asks only where there is a person."""

    def __init__(self, language: str, agency: str | None = None) -> None:
        """Look whether there is a person; `agency` is that of an own site."""
        self.language = language
        self._below = f"{folder_of(agency)}/" if agency else ""
        self._record = record_of(agency)
        self.terminal = sys.stdin.isatty() and sys.stderr.isatty()

    def say(self, key: str, /, **facts: object) -> None:
        """Print a sentence on standard error."""
        click.echo(self._text(key, **facts), err=True)

    def _text(self, key: str, /, **facts: object) -> str:
        shown = {name: _shown(fact) for name, fact in facts.items()}
        return messages.text("publishing", key, self.language, **shown)

    def refused(self, error: RefusedError) -> None:
        """Report why it did not go on, and what to do."""
        facts = dict(error.facts)
        if "since" in facts:
            facts["since"] = _clock(str(facts["since"]), self.language)
        self.say(error.key, **facts)

    def waiting(self, holder: Holder) -> None:
        """Report for whom we wait."""
        self.say(
            "waiting-for", who=holder.who, since=_clock(holder.since, self.language)
        )

    def new_key(self, host: str, key: str) -> None:
        """Report the key of a server that we meet for the first time.

        Raises:
            RefusedError: there is no person who could compare it.
        """
        if not self.terminal:
            raise RefusedError("host-key-unknown", host=host, key=key)
        self.say("new-key", host=host, key=key)

    def made_again(self, version: Version) -> None:
        """Report which version is built again, since it is not kept here."""
        self.say("undo-made-again", commit=version.commit[:8], day=version.day)

    def ahead(self, plan: PublishPlan) -> None:
        """Print what a publish would do, path by path, on standard output."""
        for key, paths in (
            ("will-come", plan.new),
            ("will-change", plan.changed),
            ("will-go", plan.leaving),
        ):
            for path in paths:
                click.echo(self._text(key, path=path))
        if plan.lost:
            self.say(
                "address-lost", paths=", ".join(plan.lost[:5]), count=len(plan.lost)
            )
        self.say(
            "dry-run",
            new=len(plan.new),
            changed=len(plan.changed),
            leaving=len(plan.leaving),
            size=_size(plan.size),
        )

    def done(self, done: Published, *, undo: bool) -> None:
        """Report what was done; `undo` where it brought back the version before."""
        if done.sent or done.removed:
            said = "brought-back" if undo else "published"
            self.say(said, sent=len(done.sent), removed=len(done.removed))
        else:
            self.say("published-nothing")
        if done.gaps:
            self.say("gaps", count=done.gaps)

    def zip_made(self, target: Target) -> None:
        """Report the ZIP files, and what a person has to do with them."""
        self.say("zip-made", folder=f"{self._below}{ZIPS}/{target.name}")

    def recorded(self, recorded: Recorded, plan: Plan) -> None:
        """Report which addresses were written down."""
        hub = plan.context.content.site.value.mode is Mode.HUB
        print_recorded(recorded, self.language, f"{FOLDER}/" if hub else self._record)

    def seen(self, proof: Proof, receipt: Receipt, source: Origin) -> None:
        """Report what the public sees."""
        print_seen(proof, receipt, source, self.language, self._below)

    def other_version(self) -> None:
        """Report that what was looked at is not what is built here."""
        click.echo(messages.text("proof", "other-version", self.language), err=True)

    def passwords(self, target: Target) -> Passwords:
        """Return where a password is looked for: a person is asked last."""
        return Passwords(target, self._ask_password if self.terminal else None)

    def _ask_password(self, target: Target) -> Secret | None:
        """Ask for the password; it is not shown."""
        asked = self._text("ask-password", login=target.login)
        typed = click.prompt(
            asked, hide_input=True, default="", show_default=False, err=True
        )
        return Secret(typed) if typed else None

    def keeps_password(self) -> bool:
        """Ask whether the password is to be kept."""
        return click.confirm(self._text("ask-keep"), default=False, err=True)

    def adopts(self, error: RefusedError) -> bool:
        """Ask whether a folder that is not ours is the right one all the same."""
        if not self.terminal:
            return False
        self.refused(error)
        return click.confirm(self._text("ask-adopt"), default=False, err=True)

    @contextmanager
    def uploading(self) -> Iterator[Watch]:
        """Show how far the upload is; without a terminal nothing is shown."""
        if not self.terminal:
            yield lambda _: None
            return
        columns = (BarColumn(), TextColumn("{task.description}"), DownloadColumn())
        bar = Progress(*columns, transient=True)
        task = bar.add_task("")

        def watch(now: HowFar) -> None:
            bar.start()  # not before: the password is asked for at the first step
            counts = f"{now.files}/{now.of_files}"
            bar.update(
                task, description=counts, completed=now.bytes, total=now.of_bytes
            )

        try:
            yield watch
        finally:
            bar.stop()


def _clock(since: str, language: str) -> str:
    """Return a time as a clock here shows it, with its day where that is not today."""
    try:
        then = datetime.datetime.fromisoformat(since).astimezone()
    except ValueError:
        return "?"
    day = then.date()
    if day == datetime.datetime.now().astimezone().date():
        return f"{then:%H:%M}"
    shown = format_long(day) if language == "th" else format_iso(day)
    return f"{shown} {then:%H:%M}"


def _size(count: int) -> str:
    """Return bytes as people write them; the units are the same in both languages."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.1f} kB"


def _shown(fact: object) -> object:
    """Return a fact without signs that would command a terminal."""
    if not isinstance(fact, str):
        return fact
    return visible(fact)
