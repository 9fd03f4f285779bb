"""Merge three ways, field by field: the value at export, in YAML, and in Excel.

What one side changed is taken; what both changed differently is a conflict. Rows that
are gone from the workbook are deletions, which need an option.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prongsai.workbook.aligned import aligned
from prongsai.workbook.columns import Column, same
from prongsai.workbook.notes import Misread
from prongsai.workbook.read import ReadPage
from prongsai.workbook.read_cells import UNKNOWN, Warned
from prongsai.workbook.safe_text import fitting
from prongsai.workbook.sheet import Key, Sheet
from prongsai.workbook.tables import SheetRow
from prongsai.workbook.unfit import unfit
from prongsai.yaml.reader import YamlPath

HEADS = ("title", "text", "summary", "heading", "score", "tick")
"""Fields by which a row without an id is known to have been imported before."""

STRUCTURE = {("Step", "parent"), ("Component", "tick")}
"""Fields without a value of their own: where a row belongs, whether it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A cell of the workbook; `row` 0 for a row that is gone."""

    sheet: Sheet
    title: str
    letter: str
    row: int

    @property
    def cell(self) -> str:
        """Return the cell as Excel writes it: `C7`."""
        return f"{self.letter}{self.row}" if self.row else ""

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Return what sorts cells as they are read: by sheet, row and column."""
        return self.title, self.row, len(self.letter), self.letter


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One field to change in the YAML; `target` is its record there."""

    spot: Spot
    column: Column
    target: SheetRow
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Both sides changed one field; None is a row that is gone."""

    spot: Spot
    column: Column
    key: Key
    base: str | None
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """A row that is gone; `path` is its record in YAML.

    `word` is `document` where only the name was taken out of the row of its item.
    """

    spot: Spot
    key: Key
    path: YamlPath
    word: str = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that cannot be understood: a message `problem-…`."""

    spot: Spot
    code: Misread
    facts: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Merged:
    """What to do; nothing where there are conflicts or problems."""

    changes: list[CellChange] = field(default_factory=list)
    added: list[tuple[ReadPage, SheetRow]] = field(default_factory=list)
    deleted: list[Deletion] = field(default_factory=list)
    proposed: list[Deletion] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)


def merge_page(page: ReadPage, ours: Iterable[SheetRow], found: Merged) -> None:
    """Compare one sheet with the YAML as it is now, and add to `found`."""
    _Page(page, list(ours), found).merge()


class _Page:
    def __init__(self, page: ReadPage, ours: list[SheetRow], found: Merged) -> None:
        self.page, self.found = page, found
        self.base: Mapping[Key, Mapping[str, str]] = page.base.rows
        self.ours = {row.key: row for row in ours}
        if page.sheet.ordinal:
            self.ours = aligned(self.base, ours)
        self.own = {key: row for key, row in self.ours.items() if key not in self.base}
        self.seen: dict[Key, int] = {}

    def merge(self) -> None:
        columns = [c for c in self.page.sheet.data if c.name in self.page.letters]
        for row in self._rows():
            if self._repeated(row):
                continue
            if row.key in self.base:
                self.seen[row.key] = row.number
                emptied = _emptied(row, self.base[row.key])
                if emptied and not self.page.sheet.lasting:
                    self._deleted(row.key)
                else:
                    self._known(row, columns)
            else:
                self._new(row, columns)
        for key in self.base:
            if key in self.seen:
                continue
            if key:
                self._deleted(key)
            else:
                self._known(
                    SheetRow(key=(), cells={c.name: "" for c in columns}, number=3),
                    columns,
                )

    def _rows(self) -> list[SheetRow]:
        """Return the rows; of a row that was copied, the copy is a new one.

        People do not see ids, so they copy them: the row that is as it was exported
        keeps its id, or else the first.
        """
        if not self.page.sheet.prefix:
            return list(self.page.rows)
        owner: dict[Key, SheetRow] = {}
        for row in self.page.rows:
            as_it_was = dict(self.base.get(row.key, {})) == row.cells
            if row.key not in owner or as_it_was:
                owner[row.key] = row
        for row in self.page.rows:
            first = owner[row.key]
            if row is not first and row.key[-1] and row.cells != first.cells:
                row.key = (*row.key[:-1], "")
        return list(self.page.rows)

    def _unfit(self, row: SheetRow, column: Column) -> bool:
        """Note what a cell cannot hold; return whether there is something."""
        labels = self.page.base.labels.get(column.name, {})
        wrong = unfit(column, row.cells[column.name], labels)
        if wrong is not None:
            spot = self._spot(row.number, column)
            code, facts = wrong
            self.found.problems.append(Problem(spot=spot, code=code, facts=facts))
        return wrong is not None

    def _spot(self, row: int, column: Column) -> Spot:
        letter = self.page.letters.get(column.name, "A")
        return Spot(
            sheet=self.page.sheet, title=self.page.base.title, letter=letter, row=row
        )

    def _repeated(self, row: SheetRow) -> bool:
        if row.key not in self.seen or not self.page.sheet.key_is_whole(row.key):
            return False
        facts = {"other": str(self.seen[row.key])}
        spot = Spot(
            sheet=self.page.sheet,
            title=self.page.base.title,
            letter=self.page.first,
            row=row.number,
        )
        self.found.problems.append(Problem(spot=spot, code="repeated", facts=facts))
        return True

    def _known(self, row: SheetRow, columns: Iterable[Column]) -> None:
        ours = self.ours.get(row.key)
        for column in columns:
            if column.name == self.page.sheet.present:
                continue
            base = self.base[row.key].get(column.name, "")
            self._field(row, column, ours, base)

    def _field(
        self, row: SheetRow, column: Column, ours: SheetRow | None, base: str
    ) -> None:
        theirs = row.cells[column.name]
        if theirs == UNKNOWN or same(column, theirs, base):
            return
        if self._unfit(row, column):
            return
        spot = self._spot(row.number, column)
        if column.of in STRUCTURE:
            if ours is None or ours.cells.get(column.name, "") != theirs:
                self.found.problems.append(Problem(spot=spot, code="moved", facts={}))
            return
        here = None if ours is None else ours.cells[column.name]
        if here is not None and same(column, here, theirs):
            return
        if ours is not None and same(column, fitting(here or ""), base):
            change = CellChange(
                spot=spot, column=column, target=ours, old=here or "", new=theirs
            )
            if len(here or "") == len(fitting(here or "")):
                self.found.changes.append(change)
                return
        self.found.conflicts.append(
            Conflict(
                spot=spot,
                column=column,
                key=row.key,
                base=base,
                ours=here,
                theirs=theirs,
            )
        )

    def _new(self, row: SheetRow, columns: list[Column]) -> None:
        row.cells = {k: "" if v == UNKNOWN else v for k, v in row.cells.items()}
        filled = any(row.cells.values()) or row.key in self.page.lost
        if not filled or row.cells.get("tick") == "false":
            self._nothing_of(row)
            return
        if self.page.sheet.key_is_whole(row.key):
            self.seen[row.key] = row.number
            same_row = self.own.get(row.key)
        else:
            same_row = self._imported_before(row, columns)
        if same_row is None:
            wrong = [column for column in columns if self._unfit(row, column)]
            if not wrong:
                self.found.added.append((self.page, row))
            return
        for column in columns:
            if column.of not in STRUCTURE:
                self._field(row, column, same_row, "")

    def _nothing_of(self, row: SheetRow) -> None:
        """Note words in the place of a name that is not one: `รวม 5 มาตรการ`."""
        for column, part in zip(self.page.sheet.keys, row.key, strict=True):
            labels = self.page.base.labels.get(column.name)
            if part and labels and part not in labels:
                spot = self._spot(row.number, column)
                facts = {"value": part}
                self.found.warned.append(
                    Warned(
                        code="no-such-row",
                        title=spot.title,
                        cell=spot.cell,
                        facts=facts,
                    )
                )

    def _imported_before(self, row: SheetRow, columns: list[Column]) -> SheetRow | None:
        """Return our new record that has all that this row without an id says."""
        name = next((n for n in HEADS if row.cells.get(n)), "")
        for key, ours in self.own.items():
            if key[:-1] != row.key[:-1]:
                continue
            if name and ours.cells.get(name) == row.cells[name]:
                return ours
            said = [c for c in columns if row.cells[c.name]]
            if all(
                same(c, ours.cells.get(c.name, ""), row.cells[c.name]) for c in said
            ):
                return ours
        return None

    def _deleted(self, key: Key) -> None:
        ours = self.ours.get(key)
        if ours is not None:
            spot = self._spot(self.seen.get(key, 0), self.page.sheet.keys[0])
            self.found.deleted.append(Deletion(spot=spot, key=key, path=ours.path))


def _emptied(row: SheetRow, base: Mapping[str, str]) -> bool:
    if "tick" in row.cells:
        return row.cells["tick"] != "true"
    return bool(row.key) and any(base.values()) and not any(row.cells.values())
