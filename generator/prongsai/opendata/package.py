"""An agency's year as one Data Package: the files and their description.

https://specs.frictionlessdata.io/data-package/ (version 1). No licence is named, since
none is known; the description says so.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from prongsai import messages
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.fields import Record
from prongsai.model.source import Source
from prongsai.opendata.addresses import absolute, anchor, folder
from prongsai.opendata.disclosures import disclosure_tables, survey_tables
from prongsai.opendata.documents import document_tables
from prongsai.opendata.encode import as_csv, as_json, to_json
from prongsai.opendata.measures import measure_tables
from prongsai.opendata.scores import score_tables
from prongsai.opendata.table import ColumnKind, Field, OpenTable
from prongsai.pages.context import Context
from prongsai.pages.page import Link, MadeFile

PACKAGE = "datapackage.json"
TABLES: tuple[Callable[[Context, AgencyContent, Year], Iterator[OpenTable]], ...] = (
    score_tables,
    measure_tables,
    disclosure_tables,
    document_tables,
    survey_tables,
)
"""Who yields tables, in the order of the package."""

_WHOSE = (
    Field(name="agency"),
    Field(name="agency_name"),
    Field(name="fiscal_year", kind=ColumnKind.WHOLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFiles:
    """A table with its words and its two files."""

    title: str
    rows: int
    csv: MadeFile
    json: MadeFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All open data of an agency's year."""

    title: str
    anchor: str
    checklist: Link
    tables: tuple[TableFiles, ...]
    package: MadeFile

    @property
    def files(self) -> Iterator[MadeFile]:
        """Yield every file, the description first."""
        yield self.package
        for table in self.tables:
            yield table.csv
            yield table.json


def tables(context: Context, agency: AgencyContent, year: Year) -> Iterator[OpenTable]:
    """Yield the tables that have rows; each row names its agency."""
    whose = (agency.slug, agency.agency.value.name, year.fiscal_year)
    for maker in TABLES:
        for table in maker(context, agency, year):
            if table.rows:
                rows = (whose + row for row in table.rows)
                yield replace(table, fields=_WHOSE + table.fields, rows=tuple(rows))


def dataset(context: Context, agency: AgencyContent, year: Year) -> Dataset | None:
    """Make all files of a year; None where it has no table."""
    found = tuple(tables(context, agency, year))
    if not found:
        return None
    where = folder(context, agency.slug, year.fiscal_year)
    language = str(context.content.site.value.language)
    files = tuple(
        TableFiles(
            title=table.title or _words(language, f"table-{table.name}"),
            rows=len(table.rows),
            csv=MadeFile(address=f"{where}{table.name}.csv", data=as_csv(table)),
            json=MadeFile(address=f"{where}{table.name}.json", data=as_json(table)),
        )
        for table in found
    )
    resources = ",\n".join(
        to_json(resource)
        for table, made in zip(found, files, strict=True)
        for resource in _resources(language, table, made)
    )
    described = to_json(_described(context, agency, year)).removesuffix("}")
    package = f'{described}, "resources": [\n{resources}\n]}}\n'
    title = context.words("fiscal-year", year=year.fiscal_year)
    return Dataset(
        title=title,
        anchor=anchor(agency.slug, year.fiscal_year),
        checklist=Link(
            title=title, address=context.addresses.year(agency.slug, year.fiscal_year)
        ),
        tables=files,
        package=MadeFile(address=f"{where}{PACKAGE}", data=package.encode()),
    )


def _title(language: str, column: str) -> str:
    """Return what a column is called: mostly as the field that it holds."""
    try:
        return _words(language, f"field-{column}")
    except KeyError:
        return messages.capital(messages.label(column, language))


def _words(language: str, key: str, /, **facts: object) -> str:
    return messages.text("opendata", key, language, **facts)


def _described(
    context: Context, agency: AgencyContent, year: Year
) -> dict[str, object]:
    language = str(context.content.site.value.language)
    owner = agency.agency.value
    notes = ["about", "licence", "csv"]
    notes += ["example"] if owner.example else []
    notes += ["demonstration"] if owner.demonstration else []
    page = context.addresses.year(agency.slug, year.fiscal_year)
    described: dict[str, object] = {
        "profile": "data-package",
        "name": f"ita-{agency.slug}-{year.fiscal_year}",
        "title": _words(language, "package", agency=owner.name, year=year.fiscal_year),
        "description": " ".join(_words(language, f"note-{note}") for note in notes),
    }
    if context.content.site.value.site_url:
        described["homepage"] = absolute(context, page)
    sources = list(_sources(agency, year))
    return described | ({"sources": sources} if sources else {})


def _sources(agency: AgencyContent, year: Year) -> Iterator[dict[str, str]]:
    records: tuple[Record | None, ...] = (
        year.scores.value if year.scores else None,
        year.measures.value if year.measures else None,
        agency.agency.value,
    )
    found = (getattr(record, "source", None) for record in records)
    for source in dict.fromkeys(one for one in found if isinstance(one, Source)):
        yield {"title": source.document} | ({"path": source.url} if source.url else {})


def _resources(
    language: str, table: OpenTable, made: TableFiles
) -> Iterator[dict[str, object]]:
    common: dict[str, object] = {"title": made.title, "encoding": "utf-8"}
    fields = [_described_field(language, field) for field in table.fields]
    yield {
        "name": table.name.replace("_", "-"),
        "profile": "tabular-data-resource",
        **common,
        **_file(made.csv, "text/csv"),
        "schema": {"fields": fields, "missingValues": [""]},
    }
    yield {
        "name": f"{table.name.replace('_', '-')}-json",
        "profile": "data-resource",
        **common,
        **_file(made.json, "application/json"),
    }


def _file(made: MadeFile, mediatype: str) -> dict[str, object]:
    name = made.address.rpartition("/")[2]
    return {
        "path": name,
        "format": name.rpartition(".")[2],
        "mediatype": mediatype,
        "bytes": len(made.data),
        "hash": f"sha256:{hashlib.sha256(made.data).hexdigest()}",
    }


def _described_field(language: str, field: Field) -> dict[str, object]:
    title = field.printed or _title(language, field.title or field.name)
    if field.era:
        title = _words(language, f"era-{field.era}", title=title)
    described: dict[str, object] = {
        "name": field.name,
        "title": title,
        "type": str(field.kind),
    }
    if field.era == "be":
        described["constraints"] = {"pattern": "[0-9]{4}-[0-9]{2}-[0-9]{2}"}
    if field.choices:
        described["constraints"] = {"enum": list(field.choices)}
    return described
