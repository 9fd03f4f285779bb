"""Places and values of the year's files in words, for people who do not know YAML."""

import datetime
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args  # trees of YAML

from pydantic import BaseModel

from prongsai import messages
from prongsai.importing.tree_words import words
from prongsai.importing.understand.draft import Tree
from prongsai.loading.file_kinds import YEAR_FILES
from prongsai.thai.dates import EraError, format_short, parse_date
from prongsai.yaml.reader import YamlPath

_TITLES = ("title", "heading", "text", "summary")
_LONGEST_TITLE = 60
_HIDDEN = {"id", "answers", "selection"}
"""What only the program needs: ids, and references to them."""


@cache
def _types(model: type[BaseModel], name: str) -> tuple[Any, ...]:
    """Return the types that a field of a record holds, by its name in YAML."""
    infos = model.model_fields.items()
    found = next((i for own, i in infos if name in {i.alias, own}), None)
    return tuple(_flat(found.annotation)) if found else ()


def _flat(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - any annotation
    yield annotation
    for one in get_args(annotation):
        yield from _flat(one)


def _record(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    classes = (one for one in _types(model, name) if isinstance(one, type))
    return next((one for one in classes if issubclass(one, BaseModel)), None)


def _choice(model: type[BaseModel], name: str) -> type[Enum] | None:
    classes = (one for one in _types(model, name) if isinstance(one, type))
    return next((one for one in classes if issubclass(one, Enum)), None)


def field_name(model: type[BaseModel], name: str, language: str) -> str:
    """Return what people call a field."""
    return messages.label(f"{model.__name__}.{name}", language)


def way(kind: str, path: YamlPath, tree: Tree, language: str) -> str:
    """Return where a path of a file leads: the names on the way, outermost first.

    `tree` is the file: titles of its entries are taken from it.
    """
    model: type[BaseModel] | None = YEAR_FILES[kind]
    here: Any = tree
    steps: list[str] = []
    for part in path:
        here = _below(here, part)
        if isinstance(part, int):
            title = _title(here)
            steps[-1] += f" {title}" if title else f" {part + 1}"
        elif model is not None and part not in {"text", "summary"}:
            steps.append(field_name(model, part, language))
        if isinstance(part, str) and model is not None:
            model = _record(model, part)
    return " › ".join(steps)


def field_words(kind: str, place: str, language: str) -> str:
    """Return the last field of a place as records of documents name it, in words."""
    entry, _, name = place.rpartition(".")
    group, _, code = entry.rstrip("]").partition("[")
    model: type[BaseModel] = YEAR_FILES[kind]
    inner = _record(model, group if code else kind) if entry else None
    noun = field_name(inner or model, name, language)
    return f"{code} {noun}" if code else noun


def _below(here: Any, part: str | int) -> Any:  # noqa: ANN401 - a tree of YAML
    if isinstance(here, list) and isinstance(part, int):
        return here[part] if part < len(here) else None
    return here.get(part) if isinstance(here, dict) and isinstance(part, str) else None


def _title(entry: Any) -> str:  # noqa: ANN401 - a tree of YAML
    if not isinstance(entry, dict):
        return ""
    if entry.get("code"):
        return str(entry["code"])
    found = next((str(entry[name]) for name in _TITLES if entry.get(name)), "")
    if not found and entry.get("addresses"):
        found = " ".join(words(entry["addresses"]))
    short = found if len(found) <= _LONGEST_TITLE else f"{found[:_LONGEST_TITLE]}…"
    return f"“{short}”" if short else ""


def value_at(kind: str, path: YamlPath, value: object, language: str) -> str:
    """Return the value of a path as people read it, empty where there is none."""
    model: type[BaseModel] | None = YEAR_FILES[kind]
    names = [part for part in path if isinstance(part, str)]
    for name in names[:-1]:
        model = _record(model, name) if model is not None else None
    return _value(model, names[-1], value, language) if model is not None else ""


def _value(model: type[BaseModel], name: str, value: Any, language: str) -> str:  # noqa: ANN401 - a tree of YAML
    if value is None:
        return ""
    if isinstance(value, list):
        return " / ".join(_value(model, name, part, language) for part in value)
    inner = _record(model, name)
    if isinstance(value, dict):
        return ", ".join(_fields(inner, value, language)) if inner is not None else ""
    choice = _choice(model, name)
    if choice is not None:
        return messages.label(f"{choice.__name__}.{value}", language)
    if datetime.date in _types(model, name):
        return day_words(str(value), language)
    return str(value)


def _fields(model: type[BaseModel], value: Tree, language: str) -> Iterator[str]:
    for name, part in value.items():
        if name in _HIDDEN:
            continue
        said = _value(model, name, part, language)
        if name in {"text", "summary", "title", "code"}:
            yield said
        else:
            yield f"{field_name(model, name, language)}: {said}"


def day_words(iso: str, language: str) -> str:
    """Return a day of a file as people write it."""
    try:
        return format_short(parse_date(iso)) if language == "th" else iso
    except (EraError, ValueError):
        return iso
