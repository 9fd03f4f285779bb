"""Turn a YAML tree into a record of the model; every mistake gets its place."""

import difflib
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from prongsai.findings import MOST_OF_A_KIND, Finding, Place
from prongsai.model.fields import Record
from prongsai.yaml.reader import Marks, YamlFile, YamlPath, YamlTree

Model = TypeVar("Model", bound=Record)


def shape(
    model: type[Model], read: YamlFile, agency: str = "", year: int = 0
) -> tuple[Model | None, tuple[Finding, ...]]:
    """Validate what was read; a key without a value counts as not given."""
    if read.findings:
        return None, read.findings
    try:
        return model.model_validate(_without_empty(read.tree)), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(_findings(model, details, read, agency, year))


def _findings(
    model: type[BaseModel],
    details: list[ErrorDetails],
    read: YamlFile,
    agency: str,
    year: int,
) -> Iterator[Finding]:
    """Explain the first mistakes of each kind, and count the others."""
    seen: Counter[str] = Counter()
    for detail in details:
        seen[detail["type"]] += 1
        if seen[detail["type"]] <= MOST_OF_A_KIND:
            yield _finding(model, detail, read, agency, year)
    count = sum(max(0, number - MOST_OF_A_KIND) for number in seen.values())
    if count:
        yield Finding(
            code="more-of-the-same",
            place=Place(path=read.marks.file),
            facts=(("kind", "yaml"), ("count", str(count))),
            agency=agency,
            year=year,
        )


def _without_empty(tree: YamlTree) -> YamlTree:
    if isinstance(tree, dict):
        return {k: _without_empty(v) for k, v in tree.items() if v is not None}
    if isinstance(tree, list):
        return [_without_empty(value) for value in tree]
    return tree


def _finding(
    model: type[BaseModel], error: ErrorDetails, read: YamlFile, agency: str, year: int
) -> Finding:
    path: YamlPath = error["loc"]
    code, facts, place = _explain(model, error, read.marks)
    return Finding(
        code=code,
        place=place,
        facts=tuple(facts.items()),
        agency=agency,
        year=year,
        subject=_subject(read.tree, path[:-1]),
        field=_name(path),
    )


def _subject(tree: YamlTree, path: YamlPath) -> str:
    """Return the path to a record in ids and codes; an index changes with others."""
    names: list[str] = []
    here = tree
    for step in path:
        if isinstance(here, dict):
            here = here.get(str(step))
            names.append(str(step))
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step]
            own = here if isinstance(here, dict) else {}
            names += [str(own[key]) for key in ("id", "code") if own.get(key)][:1]
    return ".".join(names)


def _name(path: YamlPath) -> str:
    """Return the field's name; an entry of a list gets the name of the list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


_LONGEST = 100
"""Letters of a name that are compared and shown."""

_TYPES = {
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
}
"""Codes for the errors of pydantic itself; ours are named by the model."""


def _explain(
    model: type[BaseModel], error: ErrorDetails, marks: Marks
) -> tuple[str, dict[str, str], Place]:
    path: YamlPath = error["loc"]
    name = _name(path)
    value = _shown(error["input"])
    if error["input"] is None and path and isinstance(path[-1], int):
        facts = {"field": name, "number": str(path[-1] + 1)}
        return "empty-entry", facts, marks.at(path)
    match error["type"]:
        case "extra_forbidden":
            known = _fields(model, path[:-1])
            near = difflib.get_close_matches(name[:_LONGEST], known, n=1, cutoff=0.5)
            facts = {
                "field": name[:_LONGEST],
                "suggestion": near[0] if near else "",
                "fields": ", ".join(known),
            }
            code = "unknown-field-near" if near else "unknown-field"
            return code, facts, marks.at(path)
        case "missing":
            code = "empty-field" if marks.has(path) else "missing-field"
            place = marks.at(path if marks.has(path) else path[:-1])
            return code, {"field": name}, place
        case "enum":
            choices = _choices(model, path)
            near = difflib.get_close_matches(value, choices, n=1, cutoff=0.5)
            facts = {
                "field": name,
                "value": value,
                "choices": ", ".join(choices),
                "suggestion": near[0] if near else choices[0] if choices else "",
            }
            return "not-a-choice", facts, marks.at(path)
        case custom:
            code = _TYPES.get(custom, custom)
            return code, {"field": name, "value": value}, marks.at(path)


def _shown(value: object) -> str:
    """Return a value as an officer typed it, cut short."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: …" for key in list(value)[:3])
    if isinstance(value, list):
        return "- …"
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _record_at(model: type[BaseModel], path: YamlPath) -> type[BaseModel] | None:
    here: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or here is None:
            continue
        here = _record_in(_annotation(here, step))
    return here


def _annotation(model: type[BaseModel], name: str) -> object:
    for field_name, info in model.model_fields.items():
        if name in {field_name, info.alias}:
            return info.annotation
    return None


def _record_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_record_in(part) for part in get_args(annotation))
    return next((record for record in found if record), None)


def _fields(model: type[BaseModel], path: YamlPath) -> list[str]:
    record = _record_at(model, path)
    if record is None:
        return []
    return [info.alias or name for name, info in record.model_fields.items()]


def _choices(model: type[BaseModel], path: YamlPath) -> list[str]:
    record = _record_at(model, path[:-1])
    annotation = _annotation(record, str(path[-1])) if record else None
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return [str(choice) for choice in part]
    return []
