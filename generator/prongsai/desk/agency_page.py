"""What a page about the agency shows: entries with their fields and remarks."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # values of any record

from prongsai import messages
from prongsai.desk.agency_changes import digest
from prongsai.desk.agency_parts import PARTS, Cell, Part, Shape
from prongsai.desk.agency_rests import Say, rests
from prongsai.desk.beside import Remark, remark
from prongsai.desk.item_page import day
from prongsai.desk.state import Look
from prongsai.loading.content import Loaded
from prongsai.yaml.reader import read_yaml

Spot = tuple[str, int, str]
"""Where a remark is: the page, the entry (-1: the page as a whole), the field."""

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A field with what is typed in it, and what the file says."""

    cell: Cell
    value: str
    was: str
    options: Options
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list, or the file itself.

    `second` is what is shown behind its title; `rests` reports in words what would be
    without it; `others` may take that over.
    """

    key: str
    of: str
    title: str
    second: str
    section: bool
    cells: tuple[Filled, ...]
    remarks: tuple[Remark, ...]
    rests: tuple[str, ...] = ()
    others: Options = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPage:
    """Everything that a page about the agency shows; `new` is an empty entry."""

    part: Part
    entries: tuple[Entry, ...]
    new: Entry | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was typed and could not be saved: of which entry, and what is wrong.

    The key of a new entry is `new`.
    """

    key: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)


NEW = "new"


def agency_page(
    look: Look, part: Part, tried: Tried, say: Say, language: str
) -> AgencyPage:
    """Gather what a page about the agency shows."""
    return _Gathering(
        look=look, part=part, tried=tried, say=say, language=language
    ).page()


def loaded_of(look: Look, part: Part) -> "Loaded[Any]":
    """Return the file that a page is about."""
    return look.content.site if part.name == "site" else look.agency.agency


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """Makes the page about one part of an agency."""

    look: Look
    part: Part
    tried: Tried
    say: Say
    language: str

    def page(self) -> AgencyPage:
        wrong = self._wrong()
        records = self._records()
        return AgencyPage(
            part=self.part,
            entries=tuple(
                self._entry(record, row, at, wrong)
                for at, (record, row) in enumerate(records)
            ),
            new=self._new() if self.part.rows else None,
            remarks=wrong.get((self.part.name, -1, ""), ()),
        )

    def _records(self) -> list[tuple[Any, Mapping[str, Any]]]:
        loaded = loaded_of(self.look, self.part)
        tree = read_yaml(self.look.sources.texts[loaded.file], loaded.file).tree
        said: Mapping[str, Any] = tree if isinstance(tree, dict) else {}
        if not self.part.rows:
            return [(loaded.value, said)]
        rows: Sequence[Mapping[str, Any]] = said.get(self.part.rows) or ()
        return list(zip(getattr(loaded.value, self.part.rows), rows, strict=False))

    def _entry(
        self,
        record: Any,  # noqa: ANN401 - a record
        row: Mapping[str, Any],
        at: int,
        wrong: Mapping[Spot, Any],
    ) -> Entry:
        key = str(row["id"]) if self.part.stem else str(at)
        names = {one.name for one in self.part.cells}
        remarks = {
            name: (*some, *self._tried(key, name))
            for (_, number, name), some in wrong.items()
            if number == at and name in names
        }
        own = wrong.get((self.part.name, at, ""), ()) if self.part.rows else ()
        cells = tuple(
            self._filled(
                one,
                _was(one, record, row),
                key,
                remarks.get(one.name) or self._tried(key, one.name),
            )
            for one in self.part.cells
        )
        unit = key if self.part.name == "units" else ""
        return Entry(
            key=key,
            of=digest(row),
            title=_shown(getattr(record, self.part.naming)),
            second=self._second(record),
            section=bool(unit and record.parent),
            cells=cells,
            remarks=own,
            rests=tuple(rests(self.look.agency, unit, self.say)) if unit else (),
            others=self._units(unit) if unit else (),
        )

    def _second(self, record: Any) -> str:  # noqa: ANN401 - a record
        match self.part.name:
            case "contacts":
                kind = f"ContactKind.{record.kind.value}"
                return messages.label(kind, self.language)
            case "executives":
                return record.name or ""
            case "complaints" if record.corruption:
                return self.say("ComplaintChannel.corruption")
        return ""

    def _tried(self, key: str, name: str) -> tuple[Remark, ...]:
        return self.tried.remarks.get(name, ()) if self.tried.key == key else ()

    def _filled(
        self,
        cell: Cell,
        was: str,
        key: str,
        wrong: tuple[Remark, ...],
    ) -> Filled:
        tried = self.tried.typed if self.tried.key == key else {}
        return Filled(
            cell=cell,
            value=tried.get(cell.name, was),
            was=was,
            options=self._options(cell, key),
            remarks=wrong,
        )

    def _options(self, cell: Cell, key: str) -> Options:
        if cell.shape is Shape.UNIT:
            return self._above(key)
        if cell.choices is None:
            return ()
        kind = cell.choices.__name__
        return tuple(
            (one.value, messages.label(f"{kind}.{one.value}", self.language))
            for one in cell.choices
        )

    def _above(self, key: str) -> Options:
        """Return the units that an entry can be a section of."""
        units = self.look.agency.agency.value.units
        if any(one.parent == key for one in units):
            return ()
        return tuple((o.id, o.name) for o in units if not o.parent and o.id != key)

    def _units(self, but: str) -> Options:
        units = self.look.agency.agency.value.units
        return tuple((one.id, one.name) for one in units if one.id != but)

    def _new(self) -> Entry:
        cells = tuple(
            self._filled(one, "", NEW, self._tried(NEW, one.name))
            for one in self.part.cells
        )
        return Entry(
            key=NEW, of="", title="", second="", section=False, cells=cells, remarks=()
        )

    def _wrong(self) -> Mapping[Spot, tuple[Remark, ...]]:
        """Return the findings about the file of this page, each at its field."""
        loaded = loaded_of(self.look, self.part)
        lines = sorted(_lines(loaded, self.part))
        found: dict[Spot, dict[Remark, None]] = {}
        for one in self.look.findings:
            if one.place.path == loaded.file:
                spot = _spot(one.place.line, one.field, lines)
                if spot[0] == self.part.name:
                    found.setdefault(spot, {})[remark(one, self.language)] = None
        return {spot: tuple(some) for spot, some in found.items()}


def _lines(loaded: "Loaded[Any]", part: Part) -> Iterator[tuple[int, str, int]]:
    """Yield the line at which each entry and each field of the file begins."""
    for other in PARTS.values():
        if other.whole is not part.whole:
            continue
        if not other.rows:
            yield 0, other.name, -1
            for cell in other.cells:
                if getattr(loaded.value, cell.name) is not None:
                    yield loaded.at(cell.name).line, other.name, 0
        for at in range(len(getattr(loaded.value, other.rows)) if other.rows else 0):
            yield loaded.at(other.rows, at).line, other.name, at


def _spot(line: int, name: str, lines: Sequence[tuple[int, str, int]]) -> Spot:
    at = bisect.bisect_right([one for one, _, _ in lines], line) - 1
    _, part, number = lines[at]
    known = name in {cell.name for cell in PARTS[part].cells}
    if not PARTS[part].rows:
        return (part, 0, name) if known else (part, -1, "")
    return part, number, name if known else ""


def _was(cell: Cell, record: object, row: Mapping[str, object]) -> str:
    """Return a value as it is typed; pictures and colours as the file writes them."""
    written = cell.shape in {Shape.COLOUR, Shape.PICTURE}
    return _shown(row.get(cell.name) if written else getattr(record, cell.name))


def _shown(value: Any) -> str:  # noqa: ANN401 - a value of the model
    """Return a value as it is typed."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    return day(value) if hasattr(value, "isoformat") else str(value)
