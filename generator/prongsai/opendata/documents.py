"""The tables of documents that pages show: a spreadsheet's own rows and columns."""

from collections.abc import Iterator
from decimal import Decimal

from prongsai.assessment.disclosed import disclosure_of, public_items
from prongsai.assessment.evidence_tables import EvidenceTable, is_figures, shown_tables
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.disclosures import Evidence
from prongsai.opendata.table import Cell, ColumnKind, Field, OpenTable
from prongsai.pages.context import Context
from prongsai.pages.tables import data_name

_WHOSE = (Field(name="code"), Field(name="document"))


def document_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield every document that a public page shows as a table, with all its rows."""
    del context
    for item in public_items(agency, year):
        for evidence, table in shown_tables(year, disclosure_of(year, item.code)):
            yield _table(item.code, evidence, table)


def _table(code: str, evidence: Evidence, table: EvidenceTable) -> OpenTable:
    amounts = [is_figures(cells) for cells in zip(*table.rows, strict=True)]
    fields = (
        Field(
            name=f"column_{number}",
            kind=ColumnKind.NUMBER if amount else ColumnKind.TEXT,
            printed=name or f"column_{number}",
        )
        for number, (name, amount) in enumerate(
            zip(table.head, amounts, strict=True), 1
        )
    )
    return OpenTable(
        name=data_name(evidence.id),
        title=evidence.caption or evidence.title,
        fields=(*_WHOSE, *fields),
        rows=tuple(
            (code, evidence.title, *map(_cell, row, amounts)) for row in table.rows
        ),
    )


def _cell(text: str, amount: bool) -> Cell:  # noqa: FBT001 - one a column, from `map`
    """Return an amount without its commas; a dash for none is not known."""
    if not amount:
        return text or None
    digits = text.replace(",", "")
    return Decimal(digits) if digits[-1:].isdigit() else None
