"""Take away a required field, an item or a component: exactly its finding appears."""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from each import each
from examples import WHOLE, some
from model_walk import Field, fields, good, minimal, own_fields, with_value
from mutated_example import (
    Tree,
    Trees,
    as_yaml,
    example,
    example_trees,
    new,
    rules,
)
from prongsai.assessment.finders import FINDERS
from prongsai.loading.file_kinds import KINDS, YEAR_FILES
from prongsai.loading.validate import shape
from prongsai.model.catalogue import Component, Item
from prongsai.model.fields import Record
from prongsai.yaml.reader import read_yaml

pytestmark = pytest.mark.slow
KIND = "subdistrict-municipality"


def instances(
    tree: Tree, model: type[Record], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[type[Record], tuple[str | int, ...]]]:
    """Yield every record of a file with its path."""
    yield model, path
    for one in own_fields(model):
        if one.type == "record" and tree.get(one.name):
            if one.many:
                for at, part in enumerate(tree[one.name]):
                    yield from instances(part, one.inner, (*path, one.name, at))
            else:
                yield from instances(tree[one.name], one.inner, (*path, one.name))


def required() -> Iterator[tuple[str, Field, Tree, tuple[str | int, ...]]]:
    """Yield each required field once, with a tree that has it and the record's path.

    It is taken from the example; what the example has nowhere, from the smallest file.
    """
    files = defaultdict[str, list[Tree]](list)
    for name, tree in example_trees().items():
        files[name.rpartition("/")[2].removesuffix(".yml")].append(tree)
    for kind, model in KINDS.items():
        seen: dict[type[Record], tuple[Tree, tuple[str | int, ...]]] = {}
        for tree in files.get(kind, ()):
            for record, at in instances(tree, model):
                seen.setdefault(record, (tree, at))
        wanted = {(one.record, one.name): one for one in fields(model) if one.required}
        for (record, _), one in wanted.items():
            smallest = with_value(model, one, good(one)) if one.path else minimal(model)
            tree, path = seen.get(record, (smallest, one.path))
            yield kind, one, tree, path


@each(
    ("kind", "field", "tree", "path"),
    [
        pytest.param(*each, id=f"{each[0]}.{each[1].record.__name__}.{each[1].name}")
        for each in required()
    ],
)
def test_a_required_field_is_missed_by_its_name(
    kind: str, field: Field, tree: Tree, path: tuple[str | int, ...]
) -> None:
    def found(tree: Tree) -> list[tuple[str, str]]:
        read = read_yaml(as_yaml(tree), "f.yml")
        _, wrong = shape(KINDS[kind], read, "a", 2568)
        return [(one.code, dict(one.facts)["field"]) for one in wrong]

    assert found(tree) == []
    tree = copy.deepcopy(tree)
    del at(tree, path)[field.name]
    if tree or kind in YEAR_FILES:
        assert found(tree) == [("missing-field", field.name)]


def at(tree: Tree, path: tuple[str | int, ...]) -> Tree:
    for step in path:
        tree = tree[step]
    return tree


def items() -> list[Item]:
    """Return what is made of the measures, and some of the others."""
    every = rules().items
    return [
        *(item for item in every if item.of_measures),
        *some([item for item in every if not item.of_measures], 5),
    ]


def disclosed(trees: Trees, code: str) -> Tree:
    items = trees["2568/disclosures.yml"]["items"]
    return next(item for item in items if item["code"] == code)


@each("item", items(), ids=lambda item: item.code)
def test_an_item_that_is_not_there_is_missed(item: Item) -> None:
    trees = example()
    trees["2568/disclosures.yml"]["items"].remove(disclosed(trees, item.code))
    expected = [] if item.of_measures else [("item-missing", item.code)]
    of_files = {"evidence-unused", "not-searched-picture"}  # now of another item
    left = [one for one in new(trees) if one[0] not in of_files]
    assert left == expected, "items made of the measures are shown without it"


def components() -> Iterator[tuple[Item, Component]]:
    for item in rules().items:
        for component in item.components:
            if not component.only_for or KIND in component.only_for:
                yield item, component


def sampled() -> list[tuple[Item, Component]]:
    """Return one component for each kind of fact, and some that are disclosed."""
    every = list(components())
    facts = {one.looks_for: (item, one) for item, one in every if one.looks_for}
    return [*facts.values(), *some([one for one in every if not one[1].looks_for], 12)]


def asked() -> list[tuple[Item, Component]]:
    return list(components()) if WHOLE else sampled()


def test_the_example_shows_every_component_of_the_catalogue() -> None:
    trees = example()
    shown = {
        one["id"]
        for item in trees["2568/disclosures.yml"]["items"]
        for one in item.get("components", ())
    }
    asked_for = {one.id for _, one in components() if not one.looks_for}
    assert asked_for - shown == set()


def first_measure(trees: Trees, year: int = 2568) -> Tree:
    return trees[f"{year}/measures.yml"]["measures"][0]


def without_contact(trees: Trees, kind: str) -> None:
    agency = trees["agency.yml"]
    agency["contacts"] = [c for c in agency["contacts"] if c["kind"] != kind]


def without_analysis(trees: Trees, kind: str) -> None:
    measures = trees["2568/measures.yml"]
    measures["analysis"] = [a for a in measures["analysis"] if a["kind"] != kind]


def without_answers(trees: Trees, field: str, index: int = 0) -> None:
    measure = trees["2568/measures.yml"]["measures"][index]
    del measure[field]
    for result in measure["results"]:
        result.pop("answers", None)


def without_units(trees: Trees) -> None:
    del trees["agency.yml"]["units"]
    for item in trees["2568/disclosures.yml"]["items"]:
        item.pop("owner", None)
    for year in (2567, 2568):
        for measure in trees[f"{year}/measures.yml"]["measures"]:
            for unit in measure["units"]:
                unit.pop("unit", None)


def without_spreadsheets(trees: Trees) -> None:
    """Move the spreadsheets of the procurement to an item that asks for no columns."""
    other = disclosed(trees, "O16")["evidence"]
    for code in ("O12", "O13"):
        for one in disclosed(trees, code)["evidence"]:
            moved = {name: one.pop(name) for name in ("file", "show", "unit")}
            one["url"] = "https://www.tambon-tuayang.example/procurement"
            more = {"id": f"moved-{code.lower()}", "title": one["title"]}
            other.append(more | {"file": moved["file"]})


FACTS: dict[str, Callable[[Trees], object]] = {
    "complaint-channel": lambda t: t["agency.yml"].pop("complaint_channels"),
    "contact-address": lambda t: without_contact(t, "address"),
    "contact-email": lambda t: without_contact(t, "email"),
    "contact-phone": lambda t: without_contact(t, "phone"),
    "executives-listed": lambda t: t["agency.yml"]["executives"][0].pop("name"),
    "measures-analysis-develop": lambda t: without_analysis(t, "develop"),
    "measures-analysis-urgent": lambda t: without_analysis(t, "urgent"),
    "measures-follow-up": lambda t: without_answers(t, "follow_up"),
    "measures-steps": lambda t: without_answers(t, "steps"),
    "measures-units": lambda t: first_measure(t).pop("units"),
    "report-results": lambda t: first_measure(t, 2567).pop("results"),
    "table-column": without_spreadsheets,
    "units-listed": without_units,
}
"""How to take away the fact that each finder reads."""


TOLD = {
    "measures-analysis-develop": ("analysis-develop-missing", "o27-analysis-develop"),
    "measures-analysis-urgent": ("analysis-urgent-missing", "o27-analysis-urgent"),
    "measures-follow-up": ("measure-without-follow-up", "service-time"),
    "measures-steps": ("measure-without-steps", "service-time"),
    "measures-units": ("measure-without-units", "service-time"),
    "report-results": ("measure-without-result", "manuals/12-months"),
}
"""What the rules on measures say in detail instead of `component-missing`."""


def test_every_fact_can_be_taken_away() -> None:
    assert list(FACTS) == list(FINDERS)
    assert set(TOLD) == {name for name, finder in FINDERS.items() if finder.reported_by}


@each(("item", "component"), asked(), ids=lambda one: getattr(one, "id", ""))
def test_a_component_that_nothing_shows_is_missed(
    item: Item, component: Component
) -> None:
    trees = example()
    found = disclosed(trees, item.code)
    mapped = [one for one in found.get("components", ()) if one["id"] == component.id]
    for one in mapped:
        found["components"].remove(one)
    looks_for = component.looks_for
    assert mapped or looks_for, "the example shows every component of the catalogue"
    expected = {("component-missing", component.id)}
    if looks_for:
        assert new(trees) == [], "the fact alone still shows it"
        FACTS[looks_for](trees)
        alike = [
            one
            for _, one in components()
            if one.looks_for == looks_for and one.id != component.id
        ]
        for one in alike:  # one fact may show several components; those are mapped
            assert any(
                c["id"] == one.id
                for i in trees["2568/disclosures.yml"]["items"]
                for c in i.get("components", ())
            )
        expected = {TOLD.get(looks_for, ("component-missing", component.id))}
    assert set(new(trees)) == expected
