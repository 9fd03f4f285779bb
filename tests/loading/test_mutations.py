"""Take away each required thing of the example agency: exactly its finding appears.

The mutations come from walking the model, the catalogue and the data. A required thing
that cannot be taken away from the example fails the test, so that the example and the
rules grow together.
"""

import copy
import datetime
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from checkout import ROOT, content_sources
from each import each
from examples import WHOLE, some
from model_walk import Field, fields, good, minimal, own_fields, with_value
from prongsai.assessment.finders import FINDERS
from prongsai.assessment.score_sheet import TOTAL, score_sheet
from prongsai.checking import check_with
from prongsai.checking.rerun import Rerun
from prongsai.findings import Finding
from prongsai.loading.catalogues import catalogue
from prongsai.loading.file_kinds import KINDS, YEAR_FILES
from prongsai.loading.validate import shape
from prongsai.model.catalogue import Catalogue, Component, Item
from prongsai.model.fields import Record
from prongsai.model.measures import AnalysisKind
from prongsai.model.scores import Scores
from prongsai.storage.content_folder import Sources, with_facts
from prongsai.yaml.reader import read_yaml

pytestmark = pytest.mark.slow

FOLDER = "content/agencies/tambon-tuayang"
TODAY = datetime.date(2025, 9, 30)
KIND = "subdistrict-municipality"

Tree = Any
Trees = dict[str, Tree]


@cache
def sources() -> Sources:
    every = with_facts(ROOT, content_sources(TODAY))

    def wanted(path: str) -> bool:
        return path == "content/site.yml" or path.startswith(FOLDER)

    return Sources(
        texts={path: text for path, text in every.texts.items() if wanted(path)},
        attachments={
            path: one for path, one in every.attachments.items() if wanted(path)
        },
    )


@cache
def _example() -> Trees:
    """Return the example's files as trees; results name no evidence of other items."""
    trees = {
        path.removeprefix(f"{FOLDER}/"): read_yaml(data, path).tree
        for path, data in sources().texts.items()
    }
    for path, tree in trees.items():
        if path.endswith("measures.yml"):
            plan: Any = tree
            for measure in plan["measures"]:
                for result in measure.get("results", ()):
                    result.pop("evidence", None)
    return trees


@cache
def _example_bytes() -> bytes:
    return pickle.dumps(_example())


def example() -> Trees:
    trees: Trees = pickle.loads(_example_bytes())
    return trees


def as_yaml(tree: Tree) -> bytes:
    """Write a tree quickly: JSON is YAML."""
    return json.dumps(tree, ensure_ascii=False).encode()


def findings(trees: Trees) -> Counter[tuple[str, str]]:
    """Count what is found, as code and subject."""
    texts = dict(sources().texts)
    for path, tree in trees.items():
        full = path if path.startswith("content/") else f"{FOLDER}/{path}"
        texts[full] = as_yaml(tree)
    changed = Sources(texts=texts, attachments=sources().attachments)
    checked = check_with(RULES, changed, TODAY)
    return Counter(_key(finding) for finding in checked.findings)


RULES = Rerun()
"""As at the desk: a rule is run again where what it reads has changed."""


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.subject


@cache
def before() -> Counter[tuple[str, str]]:
    return findings(example())


def new(trees: Trees) -> list[tuple[str, str]]:
    return sorted((findings(trees) - before()).elements())


def rules(year: int = 2568) -> Catalogue:
    found = catalogue(year)
    assert found is not None
    return found


# Fields that the model requires


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
    for name, tree in _example().items():
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


# Items and components that the catalogue requires


def items() -> list[Item]:
    """Return what is made of the measures, and some of the others."""
    every = rules().items
    return [
        *(item for item in every if item.of_measures),
        *some([item for item in every if not item.of_measures], 8),
    ]


def disclosed(trees: Trees, code: str) -> Tree:
    items = trees["2568/disclosures.yml"]["items"]
    return next(item for item in items if item["code"] == code)


@pytest.mark.parametrize("item", items(), ids=lambda item: item.code)
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
    return [*facts.values(), *some([one for one in every if not one[1].looks_for], 24)]


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


@pytest.mark.parametrize(
    ("item", "component"), asked(), ids=lambda one: getattr(one, "id", "")
)
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


# What the rules require of measures and figures


def measures(year: int) -> Tree:
    return _example()[f"{year}/measures.yml"]["measures"]


BY_MEASURE = [
    (year, index, field)
    for year in (2567, 2568)
    for index in some(range(len(measures(year))), 2)
    for field in ("units", "steps", "follow_up", "topic", "results")
]


@pytest.mark.parametrize(("year", "index", "field"), BY_MEASURE)
def test_each_part_of_each_measure_is_missed(year: int, index: int, field: str) -> None:
    trees = example()
    measure = trees[f"{year}/measures.yml"]["measures"][index]
    del measure[field]
    for result in measure.get("results", ()):
        result.pop("answers", None)
    code, subject = f"measure-without-{field.replace('_', '-')}", measure["id"]
    if field == "results":
        code = "measure-without-result"
        subject += "/12-months" if year == 2567 else "/6-months"
    assert new(trees) == [(code, subject)]


@pytest.mark.parametrize("topic", rules().topics, ids=lambda topic: str(topic.number))
def test_an_empty_topic_is_missed(topic: Any) -> None:
    trees = example()
    other = 1 + topic.number % len(rules().topics)
    for measure in trees["2568/measures.yml"]["measures"]:
        if measure["topic"] == str(topic.number):
            measure["topic"] = str(other)
    assert new(trees) == [("topics-without-measure", "topics")]


ANALYSES = [
    (year, index)
    for year in (2567, 2568)
    for index, one in enumerate(_example()[f"{year}/measures.yml"]["analysis"])
    if one["kind"] != AnalysisKind.KEEP
]


@pytest.mark.parametrize(("year", "index"), ANALYSES)
def test_an_analysis_that_no_measure_answers_is_told(year: int, index: int) -> None:
    trees = example()
    of_year = trees[f"{year}/measures.yml"]
    analysis = of_year["analysis"][index]
    picked = [target.get("code", target.get("text")) for target in analysis["scope"]]
    for measure in of_year["measures"]:
        left = [
            target
            for target in measure["addresses"]
            if target.get("code", target.get("text")) not in picked
        ]
        measure["addresses"] = left
    told = new(trees)
    assert ("analysis-not-answered", analysis["id"]) in told
    assert {code for code, _ in told} == {"analysis-not-answered"}


def figures() -> Iterator[tuple[int, str]]:
    """Yield every printed figure of the example that its parts give too."""
    for year in (2567, 2568):
        scores = Scores.model_validate(_example()[f"{year}/scores.yml"])
        for code, figure in score_sheet(scores, rules(year)).figures.items():
            if figure.printed is not None and figure.computed is not None:
                yield year, code


@pytest.mark.parametrize(("year", "code"), list(figures()))
def test_a_mistyped_figure_is_told(year: int, code: str) -> None:
    trees = example()
    scores = trees[f"{year}/scores.yml"]
    if code == TOTAL:
        scores["total"] = off(scores["total"])
    else:
        groups = ("instruments", "indicators", "sub_indicators", "questions")
        lines = (line for group in groups for line in scores.get(group, ()))
        line = next(line for line in lines if line["code"] == code)
        line["score"] = off(line["score"])
    name = "total" if code == TOTAL else "score"
    assert new(trees) == [(f"{name}-not-its-parts", code)]


def off(score: str) -> str:
    """Return a score that is a little wrong."""
    value = Decimal(score)
    return str(value - Decimal("0.03") if value > 50 else value + Decimal("0.03"))


@pytest.mark.parametrize("year", [2567, 2568])
def test_another_level_is_told(year: int) -> None:
    trees = example()
    scores = trees[f"{year}/scores.yml"]
    titles = [level.title for level in rules(year).ratings.levels]
    scores["level"] = next(title for title in titles if title != scores["level"])
    assert new(trees) == [("level-not-of-its-total", "level")]
