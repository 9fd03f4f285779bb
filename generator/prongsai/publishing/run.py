"""Publish: look, compare, hold the target, carry out, remember."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from prongsai.publishing.carry_out import Progress, Watch, carry_out
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.holder import Holder, ourselves
from prongsai.publishing.lines import Lines
from prongsai.publishing.lock import Waiting, held
from prongsai.publishing.plan import PublishPlan, make_plan
from prongsai.publishing.published import Published
from prongsai.publishing.targets import Target
from prongsai.publishing.there import There, look

_SHOWN = 5


def _unseen(progress: Progress) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person allows, and how to report to them.

    Attributes:
        adopt: publish into a folder that holds other files.
        many: remove more than a fifth of what is there.
        afresh: read every file of ours there, and bring back what others changed.
        doubted: the paths of those that are read in any case.
        waiting: how long to wait for another publish.
        watch: is called after each file that was uploaded.
        tell: is called with who publishes, before waiting for them.
    """

    adopt: bool = False
    many: bool = False
    afresh: bool = False
    doubted: Collection[str] = ()
    waiting: Waiting | None = None
    watch: Watch = _unseen
    tell: Callable[[Holder], None] = lambda _: None


def compare(lines: Lines, here: Here, wishes: Wishes) -> PublishPlan:
    """Return what a publish would do now; nothing is written.

    Raises:
        RefusedError: the target cannot be read, or holds somebody else's site.
    """
    return _plan(_look(lines, here, wishes, adopt=wishes.adopt), here)


def publish(lines: Lines, here: Here, target: Target, wishes: Wishes) -> Published:
    """Bring the target to the site that was built here.

    Raises:
        RefusedError: it cannot be done; what is at the target is whole.
    """
    there = _look(lines, here, wishes, adopt=wishes.adopt)
    plan = allowed(_plan(there, here), wishes)
    if plan.empty and there.recorded and not there.staged:
        return _published(here, target, plan)
    _make_base(lines)
    own = ourselves(_now().isoformat(timespec="seconds"))
    with held(lines, own, waiting=wishes.waiting, tell=wishes.tell) as lock:
        before = there.manifest
        there = _look(lines, here, wishes, adopt=True)
        if there.manifest is not before:  # another one may have published
            plan = allowed(_plan(there, here), wishes)
        try:
            carry_out(lines, plan, there, here, wishes.watch, lock.check)
        except RefusedError as error:
            raise _said_of_gaps(error, lines.gaps) from None
    return _published(here, target, plan, lines.gaps)


def _look(lines: Lines, here: Here, wishes: Wishes, *, adopt: bool) -> There:
    afresh, doubted = wishes.afresh, wishes.doubted
    return look(lines, here, adopt=adopt, afresh=afresh, doubted=doubted)


def _said_of_gaps(error: RefusedError, gaps: int) -> RefusedError:
    """Return the refusal; where a file may be away now, the one that says so."""
    return RefusedError("cut-in-gap") if gaps and error.key == "cut" else error


def allowed(plan: PublishPlan, wishes: Wishes) -> PublishPlan:
    """Return the plan if it may be carried out.

    Raises:
        RefusedError: a published address would vanish, or too much would go.
    """
    if plan.lost:
        shown = ", ".join(plan.lost[:_SHOWN])
        raise RefusedError("address-lost", paths=shown, count=len(plan.lost))
    if plan.too_many_leave and not wishes.many:
        raise RefusedError(
            "too-many", count=len(plan.leaving), of=len(plan.there.files)
        )
    return plan


def _plan(there: There, here: Here) -> PublishPlan:
    return make_plan(here.files, there.manifest, here.lasting)


def _make_base(lines: Lines) -> None:
    """Make the target's own folder, if only that one is not there."""
    lines.do(lambda line: line.make_folder(""))


def _published(
    here: Here, target: Target, plan: PublishPlan, gaps: int = 0
) -> Published:
    return Published(
        target=target.name,
        address=target.address,
        site_url=here.site_url,
        publish=here.publish,
        at=_now(),
        version=here.version,
        files=here.files,
        sent=tuple(sorted((*plan.new, *plan.changed))),
        removed=plan.leaving,
        gaps=gaps,
    )


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()
