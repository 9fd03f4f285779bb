"""What becomes of the year's files when a form of a table is saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.beside import Remark, remark
from prongsai.desk.changes import Clash
from prongsai.desk.state import Look, of_agency
from prongsai.desk.tables.beside import Spot
from prongsai.desk.tables.records import words_of
from prongsai.desk.tables.typed import Typed, returned
from prongsai.findings import Severity
from prongsai.messages.signs import visible
from prongsai.storage.limits import BadFileError
from prongsai.workbook.book import Page
from prongsai.workbook.merge import Conflict
from prongsai.workbook.merge import Spot as Cell
from prongsai.workbook.read_cells import Warned
from prongsai.workbook.run import Imported, prepare

Forms = tuple[tuple[Page, tuple[Typed, ...]], ...]


class CannotReadError(Exception):
    """The year's file has a mistake that must be corrected first."""


class EmptiedError(Exception):
    """All fields of a record were emptied: it is removed only by its own button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The files as they will be, or why nothing is saved.

    Attributes:
        files: new bytes by path; empty where nothing changed.
        clashes: fields that others changed meanwhile.
        remarks: what cannot be saved, by record and field.
        said: what was understood otherwise than letter by letter.
        imported: the comparison itself.
    """

    files: Mapping[str, bytes]
    clashes: tuple[Clash, ...]
    remarks: Mapping[Spot, tuple[Remark, ...]]
    said: tuple[str, ...]
    imported: Imported


def merged(
    look: Look,
    assessed: AssessedYear,
    forms: Forms,
    language: str,
    *,
    delete: bool = False,
) -> Merged:
    """Compare what was typed with the files as they are now.

    Raises:
        CannotReadError: a file has a mistake that must be corrected first.
        EmptiedError: all fields of a record that is no score were emptied.
    """
    own = look.agency.slug, assessed.year.fiscal_year
    given = returned(*own, forms)
    sources = of_agency(look.sources, look.agency.slug)
    try:
        imported, files = prepare(given, sources, delete=delete)
        emptied = imported.merged.proposed
        if emptied and all(one.spot.sheet.list_of for one in emptied):
            imported, files = prepare(returned(*own, forms), sources, delete=True)
        elif emptied:
            raise EmptiedError
    except BadFileError as error:
        raise CannotReadError from error
    pages = {page.sheet.name: page for page, _ in forms}
    records = {
        (page.sheet.name, one.number + 1): one
        for page, records in forms
        for one in records
    }
    words = _Words(
        pages=pages,
        records=records,
        year=assessed.year.fiscal_year,
        language=language,
    )
    return Merged(
        files={} if imported.failed else files,
        clashes=tuple(map(words.clash, imported.merged.conflicts)),
        remarks=words.remarks(imported),
        said=tuple(words.said(imported.merged.warned)),
        imported=imported,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Puts what the comparison came to into words, next to the fields."""

    pages: Mapping[str, Page]
    records: Mapping[tuple[str, int], Typed]
    year: int
    language: str

    def clash(self, one: Conflict) -> Clash:
        page = self.pages[one.spot.sheet.name]
        labels = page.labels.get(one.column.name, {})

        def shown(text: str | None) -> str:
            line = words_of(one.column, labels, text or "")
            return labels.get(line, line)

        return Clash(
            field=page.headers[one.column.name],
            was=shown(one.base),
            now=shown(one.ours),
            typed=shown(one.theirs),
        )

    def remarks(self, imported: Imported) -> dict[Spot, tuple[Remark, ...]]:
        found: dict[Spot, list[Remark]] = {}
        for problem in imported.merged.problems:
            facts = {"year": str(self.year), **problem.facts}
            facts |= self._as_typed(problem.spot)
            text = self._say(
                f"problem-{problem.code}", self._label(problem.spot), facts
            )
            found.setdefault(self._spot(problem.spot), []).append(
                Remark(severity=Severity.ERROR, text=text, hint="")
            )
        for wrong in imported.wrong:
            spot = self._spot(wrong.spot) if wrong.spot else ("", (), "")
            found.setdefault(spot, []).append(remark(wrong.finding, self.language))
        return {spot: tuple(some) for spot, some in found.items()}

    def said(self, warned: list[Warned]) -> Iterator[str]:
        for one in warned:
            labels = {
                name: page.headers[name]
                for page in self.pages.values()
                if page.title == one.title
                for name in page.headers
            }
            name = one.cell.rstrip("0123456789")
            facts = {"sheet": one.title, **one.facts}
            yield self._say(f"warn-{one.code}", labels.get(name, one.title), facts)

    def _say(self, key: str, place: str, facts: Mapping[str, str]) -> str:
        shown = {name: visible(fact) for name, fact in facts.items()}
        place = f"“{place}”"
        return messages.text("workbook", key, self.language, place=place, **shown)

    def _as_typed(self, cell: Cell) -> dict[str, str]:
        """Return what was typed into a field of one line."""
        one = self.records.get((cell.sheet.name, cell.row))
        text = one.words.get(cell.letter, "") if one else ""
        return {"value": text} if text and "\n" not in text else {}

    def _label(self, cell: Cell) -> str:
        return self.pages[cell.sheet.name].headers[cell.letter]

    def _spot(self, cell: Cell) -> Spot:
        one = self.records.get((cell.sheet.name, cell.row))
        key = one.key if one else ()
        name = cell.letter
        keys = {one.name for one in cell.sheet.keys if one.hidden}
        return cell.sheet.name, key, "" if name in keys else name


def without(forms: Forms, number: int) -> Forms:
    """Return a form whose record of that number is taken out."""
    return tuple(
        (page, tuple(replace(one, gone=one.number == number) for one in records))
        for page, records in forms
    )
