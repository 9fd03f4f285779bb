"""The five source documents, and counting in them without the project's own parsers."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from pydantic import BaseModel

from prongsai.thai.dates import format_long
from prongsai.thai.digits import to_arabic

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
Model = TypeVar("Model", bound=BaseModel)

CONTENT = Path(__file__).parents[2] / "content" / "agencies"


def seed_text(number: str) -> str:
    """Return document `number` (`"002"`) as it is, or skip the test."""
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("shared/seeds is not beside the project")
    return found[0].read_text(encoding="utf-8")


def table_rows(text: str) -> list[list[str]]:
    """Return every line with a tab as its cells: the documents' table rows."""
    return [line.split("\t") for line in text.splitlines() if "\t" in line]


def decimals(text: str) -> list[str]:
    """Return every number with a decimal point, in Arabic digits, in order."""
    return re.findall(r"(?<!\d)\d{1,3}\.\d{1,3}(?!\d)", to_arabic(text))


def load(model: type[Model], path: str) -> Model:
    """Read `content/agencies/<path>` into `model` without the project's own reader."""
    return model.model_validate(_raw(path))


@cache
def _raw(path: str) -> object:
    tree: object = yaml.load((CONTENT / path).read_text("utf-8"), yaml.CBaseLoader)
    return tree


def values(thing: object) -> Iterator[object]:
    """Walk a record and yield its leaves."""
    if isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from values(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from values(part)
    elif thing is not None:
        yield thing


def numbers_not_in(document: str, thing: object) -> list[str]:
    """Return what `thing` counts, scores or dates that `document` nowhere prints."""
    plain = to_arabic(document)
    runs = set(re.findall(r"\d+(?:\.\d+)?", plain)) | set(re.findall(r"\d+", plain))
    missing = []
    for value in values(thing):
        if isinstance(value, Decimal):
            candidates = [str(value)]
        elif isinstance(value, datetime.date):
            if format_long(value) not in plain:
                missing.append(format_long(value))
            continue
        elif (type(value) is str and " " in value) or _is_thai(value):
            candidates = re.findall(r"\d+(?:\.\d+)?", to_arabic(str(value)))
        else:
            continue
        missing += [number for number in candidates if number not in runs]
    return missing


def _is_thai(value: object) -> bool:
    return isinstance(value, str) and bool(re.search("[ก-๙]", value))
