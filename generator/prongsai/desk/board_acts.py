"""What the board says of the acts: what waits for a look, and for an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.states import State, year_states
from prongsai.desk.approval import (
    Approval,
    approval,
    hash_of,
    path_of,
    read_entries,
)
from prongsai.desk.around import Around
from prongsai.desk.state import Desk, Look
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import slug_of

_COPY = re.compile(
    r"\(\d+\)\.ya?ml$|conflict(?:ed)?.{0,60}\.ya?ml$|-[^-/]*(?:PC|Laptop|Desktop)[^/]*\.ya?ml$",
    re.IGNORECASE,
)
"""`disclosures (1).yml`, `…'s conflicted copy….yml`, `…-sync-conflict-….yml`,
`disclosures-CLERK-PC.yml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardActs:
    """The acts of a year, on its board.

    Attributes:
        waiting: codes of items that wait for somebody to look.
        approval: how far the approval of the changes is.
        works: whether there is somebody who does long work.
        copies: files that a program left which keeps two folders the same.
        read_only: whether the folder cannot be written now.
    """

    waiting: tuple[str, ...]
    approval: Approval
    works: bool
    copies: tuple[str, ...]
    read_only: bool


def board_acts(
    desk: Desk, look: Look, assessed: AssessedYear, around: Around
) -> BoardActs:
    """Return what the board says of the acts."""
    return BoardActs(
        waiting=tuple(waiting(assessed)),
        approval=approval_of(desk, look),
        works=around.works is not None,
        copies=tuple(sync_copies(look.sources, look.agency.slug)),
        read_only=around.past.read_only(),
    )


def sync_copies(sources: Sources, slug: str) -> Iterator[str]:
    """Yield the copies that a sync program left of an agency's files."""
    for path in sorted(sources.texts):
        if slug_of(path) == slug and _COPY.search(path.rpartition("/")[2]):
            yield path.split("/", 3)[3]


def approval_of(desk: Desk, look: Look) -> Approval:
    """Return how far the approval of an agency's changes is."""
    slug = look.agency.slug
    said = read_entries(desk.folder.file(path_of(slug)))
    return approval(said, hash_of(look.sources, slug))


def waiting(assessed: AssessedYear) -> Iterator[str]:
    """Yield the codes of items of which a part waits for a look."""
    for state in year_states(assessed).items:
        if any(one.state is State.DECLARED for one in state.components):
            yield state.item.code
