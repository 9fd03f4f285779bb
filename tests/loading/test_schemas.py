"""Editors: every content file names its schema, fits it, and the schemas are ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checkout import ROOT
from each import each
from prongsai.loading.file_kinds import KINDS
from prongsai.loading.schemas import schemas
from prongsai.new import example_site

CONTENT = ROOT / "content"
FILES = sorted(CONTENT.rglob("*.yml"))
SCHEMAS = {name.removesuffix(".json"): json.loads(data) for name, data in schemas()}


def kind_of(path: Path) -> str:
    return "catalogue" if path.parent.name == "catalogue" else path.stem


def typed(text: str) -> object:
    """Return a plain scalar with its type in YAML 1.2's core schema: no dates.

    Source: YAML 1.2.2, 10.3.2 Tag Resolution.
    """
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def as_an_editor(text: str) -> Any:
    """Read a file as a language server does: numbers are numbers, flags are flags."""
    stack: list[tuple[Any, list[Any]]] = [([], [])]
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent):
            value = event.value if event.style else typed(event.value)
            stack[-1][1].append(value)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            stack.append((event, []))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            start, found = stack.pop()
            if isinstance(start, MappingStartEvent):
                names = [str(name) for name in found[::2]]
                stack[-1][1].append(dict(zip(names, found[1::2], strict=True)))
            else:
                stack[-1][1].append(found)
    return stack[0][1][0]


def test_the_schemas_in_the_content_are_those_of_the_program() -> None:
    folder = CONTENT / ".schemas"
    assert {path.name for path in folder.iterdir()} == {name for name, _ in schemas()}
    for name, data in schemas():
        assert (folder / name).read_bytes() == data, f"type: prongsai schemas ({name})"


@pytest.mark.slow
@each("kind", SCHEMAS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    assert kind in KINDS


@pytest.mark.slow
@each("path", FILES, ids=lambda p: str(p.relative_to(CONTENT)))
def test_content_fits_its_schema_as_an_editor_sees_it(path: Path) -> None:
    tree = as_an_editor(path.read_text(encoding="utf-8"))
    wrong = Draft202012Validator(SCHEMAS[kind_of(path)]).iter_errors(tree)
    assert [(list(one.absolute_path), one.message) for one in wrong] == []


def lines_of(folder: Path) -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8").splitlines()[0])
        for path in sorted(folder.rglob("*.yml"))
    ]


def assert_modelines(content: Path) -> None:
    found = lines_of(content)
    assert found
    for path, line in found:
        schema = line.removeprefix("# yaml-language-server: $schema=")
        assert schema != line, path
        target = (path.parent / schema).resolve()
        assert target == (content / ".schemas" / f"{kind_of(path)}.json").resolve()
        assert target.is_file()


def test_every_content_file_names_its_schema_on_line_one() -> None:
    assert_modelines(CONTENT)


def test_so_does_every_file_of_a_example_site(tmp_path: Path) -> None:
    example_site(tmp_path / "new")
    assert_modelines(tmp_path / "new" / "content")
    for name, data in schemas():
        assert (tmp_path / "new/content/.schemas" / name).read_bytes() == data


@each(
    ("text", "value"),
    [
        ("a: 91.80", 91.8),
        ("a: 012", 12),
        ("a: 2568-02-30", "2568-02-30"),
        ("a: on", "on"),
        ("a: true", True),
        ("a: '9'", "9"),
        ("a:", None),
        ("a: O27", "O27"),
    ],
)
def test_types_are_those_of_yaml_1_2(text: str, value: object) -> None:
    assert as_an_editor(text) == {"a": value}


@each(
    ("kind", "tree"),
    [
        ("measures", {"measures": [{"title": "x"}]}),
        ("measures", {"measures": [{"id": "ไทย"}]}),
        ("scores", {"totl": 90}),
        ("disclosures", {"items": [{"code": "O1", "visibility": "hidden"}]}),
        ("survey", {"opens": "31/3/2568"}),
    ],
)
def test_an_editor_marks_a_mistake(kind: str, tree: object) -> None:
    assert not Draft202012Validator(SCHEMAS[kind]).is_valid(tree)
