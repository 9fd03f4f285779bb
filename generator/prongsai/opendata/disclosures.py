"""The tables of what is disclosed: items, their components, documents, the survey."""

from collections.abc import Iterator

from prongsai.assessment.disclosed import (
    components_asked,
    disclosure_of,
    public_items,
)
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Item
from prongsai.model.disclosures import Disclosure
from prongsai.opendata.addresses import absolute
from prongsai.opendata.table import Cell, ColumnKind, OpenTable, make, of, text
from prongsai.pages.context import Context
from prongsai.pages.items import data_date

Row = tuple[Cell, ...]


def disclosure_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield the items with a page of their own, and what is on them."""
    items = public_items(agency, year)
    disclosed = [
        (item, found)
        for item in items
        if (found := disclosure_of(year, item.code)) is not None
    ]
    yield make(
        "disclosures",
        (
            *text("code", "title"),
            *of("updated", ColumnKind.DATE),
            *text("explanation", "address"),
        ),
        (
            (
                item.code,
                item.title,
                data_date(agency, year, item),
                found.explanation
                if (found := disclosure_of(year, item.code))
                else None,
                _page(context, agency, year, item),
            )
            for item in items
        ),
    )
    yield make(
        "components",
        text("code", "id", "requirement", "text", "evidence", "address"),
        (
            row
            for item, found in disclosed
            for row in _components(context, agency, year, item, found)
        ),
    )
    yield make(
        "evidence",
        (
            *text("code", "id", "title", "description"),
            *of("date", ColumnKind.DATE),
            *of("document_year", ColumnKind.WHOLE),
            *text("format"),
            *of("bytes", ColumnKind.WHOLE),
            *text("file_name", "address"),
        ),
        (
            row
            for item, found in disclosed
            for row in _evidence(context, agency, year, item, found)
        ),
    )


def _page(context: Context, agency: AgencyContent, year: Year, item: Item) -> str:
    page = context.addresses.item(agency.slug, year.fiscal_year, item.code)
    return absolute(context, page)


def _components(
    context: Context,
    agency: AgencyContent,
    year: Year,
    item: Item,
    disclosure: Disclosure,
) -> Iterator[Row]:
    answers = {one.id: one for one in disclosure.components}
    page = _page(context, agency, year, item)
    for one in components_asked(item, agency.agency.value):
        answer = answers.get(one.id)
        if answer is not None:
            evidence = " ".join(answer.evidence)
            address = f"{page}#{one.id}"
            yield item.code, one.id, one.text, answer.text, evidence, address


def _evidence(
    context: Context,
    agency: AgencyContent,
    year: Year,
    item: Item,
    disclosure: Disclosure,
) -> Iterator[Row]:
    for one in disclosure.evidence:
        view = context.evidence(agency, year, one)
        external = view.external
        yield (
            item.code,
            one.id,
            one.title,
            one.description,
            one.date,
            one.year,
            view.kind,
            None if external else view.size,
            view.original_name,
            view.address if external else absolute(context, view.address),
        )


def survey_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield the public survey where there is a link."""
    survey = year.survey.value if year.survey else None
    if survey is not None and survey.link is not None:
        page = context.addresses.part(agency.slug, year.fiscal_year, "eit")
        yield make(
            "survey",
            (
                *text("link"),
                *of("opens", ColumnKind.DATE),
                *of("closes", ColumnKind.DATE),
                *text("address"),
            ),
            [(survey.link, survey.opens, survey.closes, absolute(context, page))],
        )
