"""What the board says of the acts: what waits for a look, and for an answer."""

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
from prongsai.desk.state import Desk, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardActs:
    """The acts of a year, on its board.

    Attributes:
        waiting: codes of items that wait for somebody to look.
        approval: how far the approval of the changes is.
    """

    waiting: tuple[str, ...]
    approval: Approval


def board_acts(desk: Desk, look: Look, assessed: AssessedYear) -> BoardActs:
    """Return what the board says of the acts."""
    return BoardActs(waiting=tuple(waiting(assessed)), approval=approval_of(desk, look))


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
