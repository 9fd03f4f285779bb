"""A document that is shown as a table is one, and has the columns that are asked for.

What: a document with `show: table` is an .xlsx or .csv file that can be read, with the
sheet and the columns that it names. Where the list of the year asks for columns (the
nine of the procurement form in 2568) and a spreadsheet is among the documents of the
item, each column is in it, and no row leaves it empty; a line of totals may. Where the
text of the component itself answers, nothing is said.

Why: an assessor compares the columns of the file with those of the form, one by one; an
empty cell says neither that there is nothing nor what there is.

Whose rule: of the year's catalogue for columns that it asks for; project for columns
that the document itself names.

Passing example:

    # files/ITA-o12.xlsx has the nine columns of the form, each row filled

Failing example:

    # files/ITA-o12.xlsx has no column ราคากลาง (บาท)
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.evidence_tables import (
    TABLE_COLUMN,
    column_asked,
    has_table,
    sheets_of,
    table_of,
)
from prongsai.checks._evidence import CheckedDocument, documents, items_by_code
from prongsai.findings import PROJECT, Finding
from prongsai.model.catalogue import Component, Item
from prongsai.model.disclosures import Disclosure, Show

CODES = (
    "table-column-empty",
    "table-column-missing",
    "table-not-readable",
    "table-sheet-missing",
)

_NAMED = 5
"""Rows that a finding names."""


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check every table of the year, then the columns that its list asks for."""
    for document in documents(assessed):
        if document.evidence.show is Show.TABLE and _was_read(document):
            yield from _shown(assessed, document)
    loaded = assessed.year.disclosures
    items = items_by_code(assessed.rules)
    for index, disclosure in enumerate(loaded.value.items if loaded else ()):
        item = items.get(disclosure.code)
        if item and disclosure.public and has_table(assessed.year, disclosure):
            yield from _asked(assessed, index, disclosure, item)


def _was_read(document: CheckedDocument) -> bool:
    """Return whether files were opened at all."""
    attachment = document.attachment
    return attachment is None or attachment.facts is not None


def _shown(assessed: AssessedYear, document: CheckedDocument) -> Iterator[Finding]:
    """Yield what keeps a document from being on the page as it says."""
    evidence, year = document.evidence, assessed.year
    sheets = sheets_of(year, evidence)
    table = table_of(year, evidence)
    if table is None and sheets and evidence.sheet:
        known = ", ".join(sheet.title for sheet in sheets)
        yield document.finding(
            "table-sheet-missing", "sheet", PROJECT, sheet=evidence.sheet, known=known
        )
    elif table is None:
        yield document.finding("table-not-readable", "show", PROJECT)
    else:
        missing = [name for name in evidence.columns if table.column(name) is None]
        if missing:
            yield document.finding(
                "table-column-missing",
                "columns",
                PROJECT,
                columns=", ".join(missing),
                count=len(missing),
                known=", ".join(filter(None, table.head)),
            )


def _asked(
    assessed: AssessedYear, index: int, disclosure: Disclosure, item: Item
) -> Iterator[Finding]:
    """Yield the columns of the year's list that a spreadsheet lacks, one by one."""
    texts = {one.id for one in disclosure.components if one.text}
    for component in item.components:
        if component.looks_for == TABLE_COLUMN and component.id not in texts:
            yield from _column(assessed, index, item, component)


def _column(
    assessed: AssessedYear, index: int, item: Item, component: Component
) -> Iterator[Finding]:
    loaded, rules = assessed.year.disclosures, assessed.rules
    found = column_asked(assessed.year, item, component)
    if loaded is None or rules is None or (found and found.whole):
        return
    rule = rule_of(rules, component)
    if found is None:
        yield loaded.finding(
            "table-column-missing",
            ("items", index),
            component.id,
            rule,
            item=item.code,
            title=item.title,
            columns=component.text,
            count=1,
            known="",
        )
        return
    rows = ", ".join(str(number) for number in found.empty[:_NAMED])
    yield loaded.finding(
        "table-column-empty",
        ("items", index, "evidence", found.index),
        component.id,
        rule,
        item=item.code,
        title=found.evidence.title,
        column=component.text,
        count=len(found.empty),
        all=found.rows,
        rows=rows or "–",
    )
