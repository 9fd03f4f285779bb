"""The small types that every record of the model is made of.

All YAML scalars arrive as text; each type reads its own. A value that cannot be read
raises `PydanticCustomError` with the finding's code, never a generic message.
"""

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any  # raw input of any kind

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from prongsai.thai.codes import (
    REFERENCE_PATTERN,
    Reference,
    parse_code,
    parse_reference,
)
from prongsai.thai.dates import EraError, parse_date
from prongsai.thai.digits import to_arabic
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID = 64
_SCORE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")
_COLOUR = re.compile(r"#?[0-9a-f]{6}", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")


class Record(BaseModel):
    """Any object of the content: immutable, and no field it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,  # most commands need few of the records
    )


def _error(code: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{value}", {"value": str(value)})


def _text(value: Any) -> str:  # noqa: ANN401 - raw input of any kind
    if not isinstance(value, str):
        raise _error("not-text", value)
    text = " ".join(value.split())
    if not text:
        raise _error("empty-text", value)
    return text


def _id(value: Any) -> str:  # noqa: ANN401 - raw input of any kind
    if not isinstance(value, str) or not _ID.fullmatch(value) or len(value) > _MAX_ID:
        raise _error("bad-id", value)
    return value


def _whole(value: Any) -> int:  # noqa: ANN401 - raw input of any kind
    if isinstance(value, int):
        return value
    text = to_arabic(value).strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise _error("not-a-whole-number", value)
    return int(text)


def _year(value: Any) -> int:  # noqa: ANN401 - raw input of any kind
    year = _whole(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _error("bad-year", value)
    return year


def _score(value: Any) -> Decimal:  # noqa: ANN401 - raw input of any kind
    text = to_arabic(value) if isinstance(value, str) else str(value)
    if not _SCORE.fullmatch(text.strip()) or Decimal(text.strip()) > 100:
        raise _error("bad-score", value)
    return Decimal(text.strip())


def _date(value: Any) -> datetime.date:  # noqa: ANN401 - raw input of any kind
    if isinstance(value, datetime.date):
        return value
    try:
        return parse_date(value if isinstance(value, str) else "")
    except EraError:
        raise _error("date-not-buddhist", value) from None
    except ValueError:
        raise _error("bad-date", value) from None


def _flag(value: Any) -> bool:  # noqa: ANN401 - raw input of any kind
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value not in {"true", "false"}:
        raise _error("bad-flag", value)
    return value == "true"


def _code(value: Any) -> str:  # noqa: ANN401 - raw input of any kind
    try:
        return parse_code(value if isinstance(value, str) else "")
    except ValueError:
        raise _error("bad-code", value) from None


def _reference(value: Any) -> Reference:  # noqa: ANN401 - raw input of any kind
    if isinstance(value, Reference):
        return value
    try:
        reference = parse_reference(value if isinstance(value, str) else "")
    except ValueError:
        raise _error("bad-code", value) from None
    if reference.year and not FIRST_YEAR <= reference.year <= LAST_YEAR:
        raise _error("reference-not-buddhist", value)
    return reference


def _url(value: Any) -> str:  # noqa: ANN401 - raw input of any kind
    if not isinstance(value, str) or not _URL.fullmatch(value.strip()):
        raise _error("bad-url", value)
    return value.strip()


def _file(value: Any) -> str:  # noqa: ANN401 - raw input of any kind
    path = value.strip().replace("\\", "/") if isinstance(value, str) else ""
    if ":" in path or {"", ".", ".."} & set(path.split("/")):
        raise _error("bad-file-path", value)
    return unicodedata.normalize("NFC", path)


def _colour(value: Any) -> str:  # noqa: ANN401 - raw input of any kind
    if not isinstance(value, str) or not _COLOUR.fullmatch(value.strip()):
        raise _error("bad-colour", value)
    return f"#{value.strip().removeprefix('#').lower()}"


_NUMBER_OR_TEXT = {"type": ["number", "string"]}

Text = Annotated[
    str, BeforeValidator(func=_text), WithJsonSchema(json_schema=_NUMBER_OR_TEXT)
]
"""One paragraph: runs of white space become one blank, never empty.

An editor takes a lone `1` for a number; it is read as text all the same.
"""

Id = Annotated[
    str,
    BeforeValidator(func=_id),
    WithJsonSchema(
        json_schema={"type": ["string", "integer"], "pattern": f"^{_ID.pattern}$"}
    ),
]
"""The author's own name of a thing, `a-z 0-9 -`, at most 64 letters; never reused."""

Whole = Annotated[
    int, BeforeValidator(func=_whole), WithJsonSchema(json_schema=_NUMBER_OR_TEXT)
]
FiscalYear = Annotated[
    int, BeforeValidator(func=_year), WithJsonSchema(json_schema=_NUMBER_OR_TEXT)
]
"""A fiscal year in พ.ศ., 2500 to 2650."""

Score = Annotated[
    Decimal, BeforeValidator(func=_score), WithJsonSchema(json_schema=_NUMBER_OR_TEXT)
]
"""0 to 100, with the decimals that were printed (98.965 stays 98.965)."""

Date = Annotated[
    datetime.date,
    BeforeValidator(func=_date),
    WithJsonSchema(
        json_schema={
            "type": "string",
            "pattern": r"^[0-9๐-๙]{4}-[0-9๐-๙]{1,2}-[0-9๐-๙]{1,2}$",
        }
    ),
]
"""`2568-03-31` in YAML (พ.ศ.), `datetime.date` inside."""

Flag = Annotated[
    bool, BeforeValidator(func=_flag), WithJsonSchema(json_schema={"type": "boolean"})
]
Code = Annotated[
    str, BeforeValidator(func=_code), WithJsonSchema(json_schema=_NUMBER_OR_TEXT)
]
"""`O27`, `i12`, `e7`, `9` (indicator), `9.1` (sub-indicator), `OIT` (instrument)."""

Ref = Annotated[
    Reference,
    BeforeValidator(func=_reference),
    WithJsonSchema(
        json_schema={"type": ["string", "number"], "pattern": REFERENCE_PATTERN}
    ),
]
"""A code with its year when that is not the file's: `2567:O10`."""

Url = Annotated[
    str,
    BeforeValidator(func=_url),
    WithJsonSchema(json_schema={"type": "string", "pattern": "^https?://"}),
]
FilePath = Annotated[
    str, BeforeValidator(func=_file), WithJsonSchema(json_schema={"type": "string"})
]
"""A path below the year's `files/`, with `/`, without `..`."""

HexColour = Annotated[
    str,
    BeforeValidator(func=_colour),
    WithJsonSchema(
        json_schema={"type": ["string", "integer"], "pattern": "^#?[0-9A-Fa-f]{6}$"}
    ),
]
"""`#0b5c66`; the `#` may be left out: in YAML it begins a comment."""


def plain_texts(record: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record that are one text, which may be absent."""
    fields = record.model_fields.items()
    return tuple(name for name, info in fields if info.annotation == Text | None)
