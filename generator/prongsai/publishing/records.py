"""What a publish writes down in the project: its addresses, and the content of it."""

import datetime
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import provisional_addresses
from prongsai.site.record import record
from prongsai.storage.snapshots import PUBLISHED, take
from prongsai.yaml.edits import EditError


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was written into the record of addresses.

    Attributes:
        written: whether it holds every address now; not so where the file has a form
            that would not read back the same.
        new: whether anything was new.
        carried: how many addresses of a hub went into the files of their agencies.
        drafts: how many addresses of drafts were left out.
    """

    written: bool = True
    new: bool = False
    carried: int = 0
    drafts: int = 0


def record_addresses(root: Path, plan: Plan) -> Recorded:
    """Write every address of a site down; they must not vanish from then on."""
    drafts = len(provisional_addresses(plan))
    try:
        written = record(root, plan)
        return Recorded(new=written.new, carried=written.carried, drafts=drafts)
    except EditError:
        return Recorded(written=False, drafts=drafts)


def write_down(
    root: Path, plan: Plan, now: datetime.datetime, *, own: bool = False
) -> Recorded:
    """Write the addresses down, and keep the content: later changes compare with it.

    The content of an agency's own site is kept in its hub.
    """
    recorded = record_addresses(root, plan)
    if not own:
        with suppress(OSError):  # it is published all the same
            take(root, PUBLISHED, now.isoformat(timespec="seconds"))
    return recorded
