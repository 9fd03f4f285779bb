"""A table of meaning: its columns by their headers, its rows over all pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.sections import SourceSection

_SUBJECTS = ("measure", "issue", "question", "indicator", "item")
MEASURE_COLUMNS = frozenset(
    {"steps", "unit", "schedule", "follow-up", "result", "outcome", "expected"}
)


@dataclass(slots=True, kw_only=True)
class GridRow:
    """One row over all pages: the cells of each column, and the headings above it."""

    cells: dict[int, list[SourceCell]]
    section: SourceSection
    subject: str = ""

    def of(self, at: int) -> list[SourceCell]:
        """Return the cells of a column that have text."""
        return [cell for cell in self.cells.get(at, ()) if cell.text]


@dataclass(slots=True, kw_only=True)
class Grid:
    """A table with the meaning of its columns (`""` where it is not known)."""

    columns: dict[int, str]
    headers: Mapping[int, str]
    names: Mapping[int, frozenset[str]]
    section: SourceSection
    rows: list[GridRow] = field(default_factory=list)
    printed: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_measures(self) -> bool:
        """Return whether the table is about measures, not only about scores."""
        return are_of_measures(self.columns)

    def subject_columns(self) -> list[int]:
        """Return the columns that say what a row is about, the deciding one first."""
        meanings = {meaning: at for at, meaning in reversed(self.columns.items())}
        found = [meanings[name] for name in _SUBJECTS if name in meanings]
        if "steps" not in meanings and len(found) > 1 and self.is_measures:
            found = [at for at in found if self.columns[at] != "measure"]
        return found

    def is_about(self, at: int) -> bool:
        """Return whether a column says what its row is about."""
        return self.columns.get(at) in _SUBJECTS

    def score_column(self) -> int:
        """Return the one column of scores, 0 where there is none."""
        return next((at for at, name in self.columns.items() if name == "score"), 0)


def are_of_measures(columns: Mapping[int, str]) -> bool:
    """Return whether columns are those of a table of measures."""
    return bool((MEASURE_COLUMNS | {"measure"}) & set(columns.values()))
