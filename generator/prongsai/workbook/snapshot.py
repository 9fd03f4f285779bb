"""The hidden sheet: the value of every field at export, so that no Git is needed."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # JSON, not yet read

from prongsai.storage.limits import BadFileError
from prongsai.workbook.book import VERSION, Book, Page
from prongsai.workbook.safe_text import fitting
from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow

HIDDEN = "_prongsai"
LISTS = "_lists"
_CHUNK = 30_000
_MARK = "prongsai"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePage:
    """A sheet as it was: its name in Excel, headers, labels, rows by key."""

    title: str
    headers: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    rows: Mapping[Key, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the workbook was made of; `pages` by the sheets' names."""

    slug: str
    fiscal_year: int
    unit: str
    pages: Mapping[str, BasePage] = field(default_factory=dict)


def lines_of(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the rows of the hidden sheet: a word and a text each."""
    content = json.dumps(
        {page.sheet.name: _page(page) for page in book.pages},
        ensure_ascii=False,
        separators=(",", ":"),
    ).replace("_", "\\u005f")
    yield "note", book.note
    yield _MARK, str(VERSION)
    yield "agency", book.slug
    yield "year", str(book.fiscal_year)
    yield "unit", book.unit
    yield "sha256", _hash(content)
    for start in range(0, len(content), _CHUNK):
        yield "base", f"|{content[start : start + _CHUNK]}|"


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _page(page: Page) -> dict[str, Any]:
    names = [one.name for one in page.sheet.columns if one.data or one.typed]
    return {
        "title": page.title,
        "headers": dict(page.headers),
        "labels": {name: dict(known) for name, known in page.labels.items()},
        "fields": names,
        "rows": [[list(row.key), _cells(row, names)] for row in page.rows],
    }


def _cells(row: SheetRow, names: Sequence[str]) -> list[str]:
    return [fitting(row.cells.get(name, "")) for name in names]


def base_of(rows: Sequence[tuple[str, str]]) -> Base:
    """Read the hidden sheet.

    Raises:
        BadFileError: it is damaged, or of a newer version of this program.
    """
    facts = {name: text for name, text in rows if name != "base"}
    content = "".join(text[1:-1] for name, text in rows if name == "base")
    try:
        if int(facts[_MARK]) > VERSION:
            raise BadFileError("newer")
        if _hash(content) != facts["sha256"]:
            raise BadFileError("damaged")
        pages = {name: _base_page(page) for name, page in json.loads(content).items()}
        return Base(
            slug=facts["agency"],
            fiscal_year=int(facts["year"]),
            unit=facts.get("unit", ""),
            pages=pages,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise BadFileError("damaged") from error


def _base_page(page: Mapping[str, Any]) -> BasePage:
    names = page["fields"]
    rows = {
        tuple(key): dict(zip(names, cells, strict=True)) for key, cells in page["rows"]
    }
    return BasePage(
        title=page["title"], headers=page["headers"], labels=page["labels"], rows=rows
    )
