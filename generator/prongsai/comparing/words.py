"""Changes in words: names of fields, values as people read them."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from prongsai import messages
from prongsai.checks._personal_text import masked
from prongsai.comparing.changed_files import FILES, FileChanges
from prongsai.comparing.compare import Change, ChangeKind, PathStep, name_of
from prongsai.comparing.difference import Difference
from prongsai.comparing.pages import page_of
from prongsai.storage.content_folder import Attachment
from prongsai.thai.dates import format_iso, format_short

_LABELS = ("title", "name", "post", "heading", "text", "summary", "document")
_MOST_LABEL = 60
_UNITS = {("Disclosure", "owner"), ("Unit", "parent"), ("UnitReference", "unit")}
"""Fields that hold the id of a unit of the agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change in words.

    Attributes:
        where: the path to it, outermost first.
        before: empty where it was not there.
        after: empty where it is not there.
        details: the fields of a record that came or went: name and value.
        page: the address of the page that shows it, empty where none does.
    """

    kind: ChangeKind
    where: str
    before: str = ""
    after: str = ""
    details: tuple[tuple[str, str], ...] = ()
    page: str = ""


def say(key: str, language: str, /, **facts: object) -> str:
    """Return the words `key` of the table of differences."""
    return messages.text("diff", key, language, **facts)


def field_name(model: str, name: str, language: str) -> str:
    """Return what people call a field: `Model.field` goes before `field`."""
    return messages.label(f"{model}.{name}", language)


def value_text(value: object, language: str) -> str:
    """Return a value as people read it; empty for None."""
    if isinstance(value, bool):
        return messages.text("fields", "true" if value else "false", language)
    if isinstance(value, Enum):
        key = f"{type(value).__name__}.{value.value}"
        return messages.text("fields", key, language)
    if isinstance(value, datetime.date):
        return format_short(value) if language == "th" else format_iso(value)
    if isinstance(value, Attachment):
        return _file_text(value, language)
    return "" if value is None else masked(str(value))


def _file_text(file: Attachment, language: str) -> str:
    """Return what tells a file from another: its pages, else its size."""
    if file.facts and file.facts.pages:
        return say("file-of-pages", language, pages=file.facts.pages)
    return say("file-of-size", language, size=f"{file.size / 1000:,.0f} KB")


def label(record: BaseModel) -> str:
    """Return what a record is called: its code, its title, or how its text begins."""
    if getattr(record, "code", None) is not None:
        return name_of(record)
    for name in _LABELS:
        words = getattr(record, name, None)
        if isinstance(words, str):
            words = masked(words)
            more = len(words) > _MOST_LABEL
            return f"“{words[: _MOST_LABEL - 1]}…”" if more else f"“{words}”"
    return name_of(record)


def tell(
    difference: Difference, file: FileChanges, change: Change, language: str
) -> Told:
    """Put one change into words."""
    where = " › ".join(_way(difference, file, change, language))
    page = page_of(difference, file, change)
    units = difference.units(file.agency)
    if isinstance(change.before, BaseModel) or isinstance(change.after, BaseModel):
        record = change.after or change.before
        told = tuple(details(record, language, units, known=("id", "code")))
        return Told(kind=change.kind, where=where, details=told, page=page)
    field = change.way[-1]
    before, after = (
        _value(field, value, language, units) for value in (change.before, change.after)
    )
    if before and isinstance(change.after, Attachment):
        after = say("file-new", language, file=after)
    return Told(kind=change.kind, where=where, before=before, after=after, page=page)


def _value(
    field: PathStep, value: object, language: str, units: Mapping[str, str]
) -> str:
    """Return a field's value in words; a unit by its name, with its id."""
    text = value_text(value, language)
    named = (field.model, field.name) in _UNITS and text in units
    return f"{units[text]} ({text})" if named else text


def _way(
    difference: Difference, file: FileChanges, change: Change, language: str
) -> Iterator[str]:
    """Yield the steps; a list and its entry are one step."""
    noun, way = "", change.way
    for index, step in enumerate(way):
        if step.model == FILES:
            yield masked(step.name)
        elif step.entry is None:
            if noun:
                yield noun
            noun = field_name(step.model, step.name, language)
        else:
            last = way[-1].name if index + 2 == len(way) else ""
            yield f"{noun} {_entry(difference, file, step, last)}".strip()
            noun = ""
    if noun:
        yield noun


def _entry(difference: Difference, file: FileChanges, step: PathStep, last: str) -> str:
    """Name an entry; by its id where what it is called is what changed (`last`)."""
    title = difference.title(file.year, step.name)
    if title:
        return f"{step.name} {title}"
    known_by_id = step.model == "ComponentDisclosure" or last in _LABELS
    if not isinstance(step.entry, BaseModel) or (known_by_id and step.name):
        return step.name
    return label(step.entry)


def details(
    record: object,
    language: str,
    units: Mapping[str, str],
    known: tuple[str, ...] = ("id",),
) -> Iterator[tuple[str, str]]:
    """Yield name and value of everything in a record but ids, in the model's order."""
    if not isinstance(record, BaseModel):
        return
    model = type(record)
    for name, info in model.model_fields.items():
        value = getattr(record, name)
        if name in known or value is None or value == info.get_default():
            continue
        field = PathStep(model=model.__name__, name=info.alias or name)
        noun = field_name(field.model, field.name, language)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, BaseModel):
                for below, text in details(one, language, units):
                    yield f"{noun} › {below}", text
            else:
                yield noun, _value(field, one, language, units)
