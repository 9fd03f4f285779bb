"""How the report of an import names records and values: as the sheets show them."""

from collections.abc import Mapping

from prongsai.loading.catalogues import rules_of
from prongsai.thai.dates import format_short, parse_date
from prongsai.workbook.columns import Column, Form
from prongsai.workbook.merge import HEADS, Spot
from prongsai.workbook.run import Imported
from prongsai.workbook.sheet import Key, Sheet


class Spoken:
    """The words for the ids and values of one workbook."""

    def __init__(self, imported: Imported, language: str) -> None:
        """Gather what the workbook showed, and the titles of new documents."""
        self._base, self._language = imported.returned.base, language
        self._words = imported.words
        rules = rules_of(self._base.fiscal_year)
        items = rules.items if rules else ()
        self._components = {
            one.id: one.text for item in items for one in item.components
        }
        self._new = {
            row.key[-1]: head
            for page, row in imported.merged.added
            if row.key and (head := _head(row.cells))
        }

    def value(self, spot: Spot, column: Column, text: str | None) -> str | None:
        """Return a value in the words of its cell; None where the row is gone."""
        if not text:
            return text
        labels = self._labels(spot.sheet, column)
        lines = (
            labels.get(line) or self._new.get(line) or self._words.shown(column, line)
            for line in text.split("\n")
        )
        return self._day(text) if column.form is Form.DATE else "\n".join(lines)

    def name(
        self, sheet: Sheet, key: Key, cells: Mapping[str, str] | None = None
    ) -> str:
        """Return what a row is about: its item or measure, and its own words."""
        page = self._base.pages.get(sheet.name)
        own = cells or (page.rows.get(key, {}) if page else {})
        parts = [
            self._part(sheet, column, part, _head(own))
            for column, part in zip(sheet.keys, key, strict=True)
        ]
        return " · ".join(filter(None, parts)) or _head(own)

    def _part(self, sheet: Sheet, column: Column, part: str, head: str) -> str:
        known = self._labels(sheet, column).get(part) or self._components.get(part)
        return known or (head or part if column.hidden else part)

    def _labels(self, sheet: Sheet, column: Column) -> Mapping[str, str]:
        page = self._base.pages.get(sheet.name)
        return page.labels.get(column.name, {}) if page else {}

    def _day(self, text: str) -> str:
        try:
            day = parse_date(text)
        except ValueError:
            return text
        return format_short(day) if self._language == "th" else text


def _head(cells: Mapping[str, str]) -> str:
    """Return the words that a record is known by."""
    names = (*HEADS, "name", "post", "file", "url")
    return next((cells[name] for name in names if cells.get(name)), "")
