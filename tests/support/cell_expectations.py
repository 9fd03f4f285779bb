"""What the expectations say, and whether a draft keeps it; no code of the importer."""

import functools
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from prongsai.loading.catalogues import catalogue
from prongsai.thai.digits import to_arabic
from seeds import seed_text

FOLDER = Path(__file__).parents[1] / "importing" / "expectations"
SEEDS = ("000", "001", "002", "003", "004")
HELD_BY_NO_FIELD = frozenset({"header", "repeated-header", "row-number", "unplaced"})

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_STEP = re.compile(r"([a-z_]+)(?:\[([^\]]+)\])?")
_NAMES = (
    "id label by answers round status date date_text due due_text repeats part unit"
)
_EXTRACTS = frozenset(_NAMES.split())
"""Fields that repeat words of another field, or that the document does not print."""

_LIST_MARK = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})[.)](?!\d)")

_CODE = re.compile(r"[ieO]\d{1,2}|[IEO]IT|\d{1,2}(?:\.\d)?")
_PRINTED_CODE = re.compile(
    r"(^|\s)(?:[EeiIO]|ข้อ\s+)?(\d{1,3})(?![\d.)])(?=\s*[ก-ฮเ-ไA-Z\"])"
)
"""A code before the words it stands for, whatever sign its letter has become."""

_AROUND_SCORES = re.compile(r"ผล\s*คะแนน|คะแนน")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One cell: its place, its text, and the fields that must hold it."""

    place: tuple[int, int, int]
    text: str
    fields: tuple[str, ...]
    in_each: bool


def tables(number: str) -> list[list[list[str]]]:
    """Return the tables of a document as raw cells, without the project's readers."""
    found: list[list[list[str]]] = []
    going = False
    for line in seed_text(number).splitlines():
        if "\t" in line:
            if not going:
                found.append([])
            found[-1].append(line.split("\t"))
        going = "\t" in line
    return found


def plain(cell: str) -> str:
    """Return the text of a cell: no tags, entities read, NFC, white space folded."""
    bare = html.unescape(re.sub(r"<[^>]*>", " ", cell))
    return " ".join(unicodedata.normalize("NFC", bare).split())


@functools.cache
def read(number: str) -> tuple[int, int, list[Expected]]:
    """Return year, year of the result, and every cell of a document."""
    raw = yaml.load((FOLDER / f"{number}.yml").read_text("utf-8"), yaml.CSafeLoader)
    cells = tables(number)
    found = []
    for table, row, column, digest, fields in raw["cells"]:
        text = plain(cells[table - 1][row - 1][column - 1])
        assert hashlib.sha256(text.encode()).hexdigest()[:10] == digest
        names = tuple(name.strip() for name in re.split(r"[+&]", fields))
        found.append(
            Expected(
                place=(table, row, column),
                text=text,
                fields=names,
                in_each="&" in fields,
            )
        )
    return raw["year"], raw["result_year"], found


def kept(
    cell: Expected, measures: BaseModel, scores: BaseModel | None, result_year: int
) -> bool:
    """Return whether the fields of a cell hold its letters and its numbers."""
    values = [_value(field, measures, scores, result_year) for field in cell.fields]
    if cell.in_each:
        return all(_holds(value, cell) for value in values)
    return all(values) and _holds([part for value in values for part in value], cell)


def _value(
    field: str, measures: BaseModel, scores: BaseModel | None, result_year: int
) -> list[str]:
    """Return the leaves below a path as text; the code of a line is one of them."""
    steps = _STEP.findall(field)
    here: list[Any] = [measures]
    if steps[0][0] == "scores":
        here, steps = [scores], steps[1:]
    if steps[-1][0] == "code":
        lines = _walk(here, steps[:-1], result_year)
        rules = catalogue(result_year)
        assert rules is not None
        return [i.instrument for i in rules.indicators if i.code == lines[0].code]
    found = [
        leaf for value in _walk(here, steps, result_year) for leaf in _leaves(value)
    ]
    codes = [key.partition("@")[0] for _, key in steps if key[:1] in {"e", "i", "O"}]
    return found and [*found, *codes]


def _walk(here: list[Any], steps: list[tuple[str, str]], result_year: int) -> list[Any]:
    for name, key in steps:
        parts = [getattr(value, name) for value in here]
        here = [part for part in parts if part is not None]
        if key.isdigit() and name == "measures":
            here = [here[0][int(key)]]
        elif key:
            here = [one for line in here for one in line if _is(one, key, result_year)]
    return here


def _is(line: Any, key: str, result_year: int) -> bool:
    code, _, part = key.partition("@")
    if hasattr(line, "scope"):
        return any(_target(target, code, part, result_year) for target in line.scope)
    return line.code == code and (getattr(line, "part", None) or "") == part


def _target(target: Any, code: str, part: str, result_year: int) -> bool:
    return str(target.code) == f"{result_year}:{code}" and (target.part or "") == part


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _EXTRACTS:
                yield from _leaves(getattr(value, name))
        if label := getattr(value, "label", None):
            yield f" {label} "
    elif isinstance(value, tuple):
        for part in value:
            yield from _leaves(part)
    elif value is not None:
        text = str(value)
        yield text.partition(":")[2] if re.match(r"25\d\d:", text) else text


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]|[ัิ-ฺ็-๎]", text.lower()))


def _holds(leaves: list[str], cell: Expected) -> bool:
    """Compare letters, then numbers; a code may be read from other signs."""
    codes = [leaf for leaf in leaves if _CODE.fullmatch(leaf)]
    words = [leaf for leaf in leaves if not _CODE.fullmatch(leaf)] or codes
    printed = _AROUND_SCORES.sub(" ", to_arabic(cell.text))
    bare = _PRINTED_CODE.sub(r"\1 ", printed)
    held = _letters(_AROUND_SCORES.sub(" ", " ".join(words)))
    if _letters(bare) not in held:
        return False
    numbers = {Decimal(n) for leaf in leaves for n in _NUMBER.findall(to_arabic(leaf))}
    counted = _without_positions(printed)
    left = {Decimal(n) for n in _NUMBER.findall(counted)} - numbers
    misprinted = {Decimal(match[2]) for match in _PRINTED_CODE.finditer(printed)}
    return left <= misprinted and len(left) <= len(codes)


def _without_positions(printed: str) -> str:
    """Drop the numbers of a list that only count its items, where they do."""
    last: dict[str, int] = {}

    def drop(match: re.Match[str]) -> str:
        style = match[0].replace(match[1], "")
        before, last[style] = last.get(style), int(match[1])
        counts = before is None or last[style] in {1, before + 1}
        return " " if counts else match[0]

    return _LIST_MARK.sub(drop, printed)
