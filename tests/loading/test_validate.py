"""What has the wrong shape: one mistake, one finding, and never a traceback."""

from collections.abc import Iterator
from typing import Any

import pytest

from each import each
from mistakes_tables import named, report, same_as_table
from model_walk import Field, fields, good, with_value
from prongsai.loading.file_kinds import KINDS
from prongsai.loading.validate import shape
from prongsai.model.catalogue import Catalogue
from prongsai.model.fields import Record
from prongsai.yaml.reader import Marks, YamlFile, YamlTree
from small_site import FILES, look, sources


def run(case: dict[str, Any]) -> str:
    given = sources(case["files"], (*FILES, *case.get("attachments", ())))
    return report(look(given)[1])


@named("shape")
def test_a_wrong_shape_is_told_with_its_place(
    case: dict[str, Any], *, update_golden: bool
) -> None:
    same_as_table("shape", case, run, update=update_golden)


WRONG: dict[str, YamlTree] = {
    "nothing": None,
    "a list": ["a", "b"],
    "a list of nothing": [None],
    "an empty list": [],
    "a list of lists": [[["a"]]],
    "a mapping": {"a": "b"},
    "a mapping in Thai": {"ก": {"ข": ["ค"]}},
    "an empty mapping": {},
    "an empty text": "",
    "blanks": " \t\n ",
    "a book": "ก" * 100_000,
    "control characters": "a\x00\x1b[31m\x07",
    "emoji": "👩‍👩‍👧‍👦" * 20,
    "braces": "{0}{x}{",
    "a word": "constructor",
    "a number": "-1",
    "a huge number": "9" * 5_000,
    "markup": "<script>alert(1)</script>",
}


NOWHERE = Marks(file="a.yml", places={})
MODELS: dict[str, type[Record]] = {**KINDS, "packaged": Catalogue}
FIELDS = [(name, field) for name, model in MODELS.items() for field in fields(model)]


def test_the_walk_reaches_every_record() -> None:
    found = {field.record for _, field in FIELDS}
    everything = set(subclasses(Record))
    assert found == {one for one in everything if one.__module__.startswith("prongsai")}


@each("name", MODELS)
def test_the_smallest_file_of_every_field_is_accepted(name: str) -> None:
    model = MODELS[name]
    for field in fields(model):
        tree = with_value(model, field, "0" if field.type == "offset" else good(field))
        assert shape(model, YamlFile(tree=tree, marks=NOWHERE))[1] == (), str(field)


def subclasses(model: type[Record]) -> Iterator[type[Record]]:
    for one in model.__subclasses__():
        yield from subclasses(one)
        if one.__name__ != "Attributed":
            yield one


@each("wrong", WRONG)
@pytest.mark.slow
def test_no_value_of_any_field_makes_a_traceback(wrong: str) -> None:
    for name, field in FIELDS:
        tree = with_value(MODELS[name], field, WRONG[wrong])
        value, findings = shape(MODELS[name], YamlFile(tree=tree, marks=NOWHERE))
        assert (value is None) == bool(findings)
        told = report(findings)
        assert all(sign.isprintable() or sign == "\n" for sign in told)
        assert len(told) <= 900 * len(findings), told


@pytest.mark.slow
@each("wrong", ["a list", "a mapping", "a word"])
def test_one_mistake_in_any_field_is_one_finding(wrong: str) -> None:
    for name, field in FIELDS:
        if fits(field, wrong):
            continue
        tree = with_value(MODELS[name], field, WRONG[wrong])
        _, findings = shape(MODELS[name], YamlFile(tree=tree, marks=NOWHERE))
        assert [field.name] == [f.field for f in findings], (
            name,
            str(field),
            report(findings),
        )


def fits(field: Field, wrong: str) -> bool:
    if field.many:
        return wrong == "a list"
    if field.type == "record":
        return wrong == "a mapping"
    return wrong == "a word" and field.type in {"text", "id", "file"}


def test_every_choice_is_offered() -> None:
    for name, field in FIELDS:
        if field.type == "choice":
            tree = with_value(MODELS[name], field, "xyz")
            _, findings = shape(MODELS[name], YamlFile(tree=tree, marks=NOWHERE))
            offered = [dict(f.facts).get("choices") for f in findings]
            assert offered == [", ".join(field.inner)]


def test_every_missing_field_is_one_finding() -> None:
    for name, field in FIELDS:
        if not field.required:
            continue
        here = with_value(MODELS[name], field, None)
        _, findings = shape(MODELS[name], YamlFile(tree=here, marks=NOWHERE))
        assert [("missing-field", field.name)] == [(f.code, f.field) for f in findings]
