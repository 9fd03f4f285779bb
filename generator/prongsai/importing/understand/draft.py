"""What an import has understood, and where every cell went."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any  # trees of YAML

from prongsai.importing.notes import Contradiction, Guess, LeftOut, OpenPoint
from prongsai.importing.read.document import SourceCell, SourceDocument, Spot
from prongsai.thai.digits import to_arabic
from prongsai.yaml.writer import Commented

Tree = dict[str, Any]
"""A record as in YAML: keys in the model's order, values as text."""

HEADER, REPEATED, ROW_NUMBER, TO_FILL, UNPLACED = (
    "header",
    "repeated-header",
    "row-number",
    "to-fill",
    "unplaced",
)
"""Places that are no field: the last is the list of cells that fit none."""


class Guessed(Commented):
    """A value that a person must confirm; the reason is written after it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One line of the report: a code, facts, a place."""

    code: LeftOut | Guess | Contradiction | OpenPoint
    facts: tuple[tuple[str, str], ...] = ()
    spot: Spot | None = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """Both files in the making, the account of the cells, and what to report.

    `places` has the fields of every cell; `guessed`, `contradicts` and
    `open` are what the report lists.
    """

    document: SourceDocument
    year: int
    result_year: int
    scores: Tree = field(default_factory=dict)
    measures: Tree = field(default_factory=dict)
    places: dict[Spot, list[str]] = field(default_factory=dict)
    guessed: list[Noted] = field(default_factory=list)
    contradicts: list[Noted] = field(default_factory=list)
    open: list[Noted] = field(default_factory=list)

    def put(self, cell: SourceCell, *fields: str) -> None:
        """Note that the text of `cell` is in `fields`."""
        if cell.text:
            known = self.places.setdefault(cell.spot, [])
            known += [name for name in fields if name not in known]

    def has(self, cell: SourceCell) -> bool:
        """Return whether the cell has a place."""
        return cell.spot in self.places

    def take_back(self, beginning: str) -> None:
        """Forget the cells of fields whose path begins so."""
        for spot, fields in list(self.places.items()):
            left = [name for name in fields if not name.startswith(beginning)]
            if left:
                self.places[spot] = left
            else:
                del self.places[spot]

    def guess(self, spot: Spot | None, code: Guess, /, **facts: object) -> None:
        """Add something that was guessed."""
        self.guessed.append(Noted(code=code, facts=_facts(facts), spot=spot))

    def contradict(
        self, spot: Spot | None, code: Contradiction, /, **facts: object
    ) -> None:
        """Add something that cannot be right."""
        self.contradicts.append(Noted(code=code, facts=_facts(facts), spot=spot))

    def ask(self, spot: Spot | None, code: OpenPoint, /, **facts: object) -> None:
        """Add something that only a person can decide."""
        self.open.append(Noted(code=code, facts=_facts(facts), spot=spot))

    def rest(self) -> list[Tree]:
        """Account for the cells that found no place, as entries of `unplaced`."""
        left = []
        for cell in self.document.cells():
            if not self.has(cell):
                self.put(cell, UNPLACED)
                left.append(
                    {
                        "table": str(cell.spot.table),
                        "row": str(cell.spot.row),
                        "column": str(cell.spot.column),
                        "text": to_arabic(cell.text),
                    }
                )
        return left

    def counts(self) -> Counter[str]:
        """Count the cells by the kind of field they are in, without indexes."""
        counts: Counter[str] = Counter()
        for fields in self.places.values():
            counts[_kind(fields[0])] += 1
        return counts


def _facts(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in facts.items())


def _kind(path: str) -> str:
    """Return a path without its indexes: `measures.steps`."""
    out, depth = [], 0
    for sign in path:
        depth += sign == "["
        if not depth:
            out.append(sign)
        depth -= sign == "]"
    return "".join(out)
