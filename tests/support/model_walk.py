"""Walk the model: every field of every record, with the smallest file that has it."""

import functools
import io
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from pydantic import BeforeValidator
from ruamel.yaml import YAML

from prongsai.model.fields import Record
from prongsai.yaml.reader import YamlPath, YamlTree

GOOD = {
    "code": "O1",
    "colour": "1f4e79",
    "date": "2568-03-31",
    "file": "ภาพ.png",
    "flag": "true",
    "id": "a1",
    "reference": "O1",
    "score": "50",
    "text": "ก",
    "url": "https://www.example.go.th/",
    "whole": "1",
    "year": "2568",
}
"""A good value of every small type; its name is that of its validator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the model and the way to it, with 0 for an entry of a list.

    `type` is a key of `GOOD`, `choice`, `record` or `number`.
    """

    path: YamlPath
    record: type[Record]
    name: str
    type: str
    many: bool
    required: bool
    inner: Any = None

    def __str__(self) -> str:
        return ".".join(str(step) for step in (*self.path, self.name))

    @property
    def place(self) -> YamlPath:
        return (*self.path, self.name)


def fields(model: type[Record]) -> Iterator[Field]:
    """Yield every field below `model`; a record in itself only once."""
    seen: set[type[Record]] = set()
    waiting: list[tuple[YamlPath, type[Record]]] = [((), model)]
    while waiting:
        path, here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for one in own_fields(here, path):
            yield one
            if one.type == "record":
                step = (one.name, 0) if one.many else (one.name,)
                waiting.append(((*path, *step), one.inner))


@functools.cache
def own_fields(model: type[Record], path: YamlPath = ()) -> tuple[Field, ...]:
    """Return the fields of one record."""
    found = []
    for name, info in model.model_fields.items():
        annotation: Any = info.annotation
        if info.metadata:
            annotation = Annotated[annotation, *info.metadata]
        type_, inner, many = _type(annotation)
        found.append(
            Field(
                path=path,
                record=model,
                name=info.alias or name,
                type=type_,
                many=many,
                required=info.is_required(),
                inner=inner,
            )
        )
    return tuple(found)


def _type(annotation: Any) -> tuple[str, Any, bool]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        type_, inner, _ = _type(arguments[0])
        return type_, inner, True
    if origin is Annotated:
        readers = [a for a in arguments if isinstance(a, BeforeValidator)]
        if readers:
            return readers[0].func.__name__.strip("_"), arguments[0], False
        return _type(arguments[0])
    if arguments and origin is not None:  # X | None
        return _type(next(a for a in arguments if a is not type(None)))
    if issubclass(annotation, Record):
        return "record", annotation, False
    return "choice" if issubclass(annotation, StrEnum) else "number", annotation, False


def good(field: Field) -> YamlTree:
    """Return a good value for a field."""
    if field.type == "record":
        value: YamlTree = minimal(field.inner)
    elif field.type == "choice":
        value = str(next(iter(field.inner)))
    else:
        value = GOOD[field.type]
    return [value] if field.many else value


def minimal(model: type[Record]) -> dict[str, YamlTree]:
    """Return the smallest tree that the model takes."""
    return {one.name: good(one) for one in own_fields(model) if one.required}


def with_value(
    model: type[Record], field: Field, value: YamlTree
) -> dict[str, YamlTree]:
    """Return the smallest tree that has `value` as `field`."""
    return typing.cast(
        "dict[str, YamlTree]", _laid(model, (*field.path, field.name), value)
    )


def _laid(model: type[Record], path: YamlPath, value: YamlTree) -> YamlTree:
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return [_laid(model, tuple(rest), value)]
    here = next(one for one in own_fields(model) if one.name == step)
    inner = here.inner if here.type == "record" else model
    return {**minimal(model), step: _laid(inner, tuple(rest), value)}


def yaml(tree: YamlTree) -> str:
    """Write a tree as an officer could have typed it."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 100_000
    stream = io.BytesIO()
    writer.dump(tree, stream)
    return stream.getvalue().decode()
