"""The files of an agency's year with every field of the model filled.

What can be looked for (texts, days, figures, links, file names) is a value that no
other field has. Of a choice, a code or a reference only another value shows whether the
output depends on it.
"""

import copy
import datetime
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from model_walk import Field, good, own_fields, yaml
from prongsai.model.agency import Agency
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.model.survey import Survey
from prongsai.thai.dates import format_iso, format_long, format_short
from prongsai.yaml.reader import YamlTree
from small_site import AGENCY, YEAR

FILES: Mapping[str, tuple[str, type[Record]]] = {
    "agency": (f"{AGENCY}/agency.yml", Agency),
    "disclosures": (f"{YEAR}/disclosures.yml", Disclosures),
    "measures": (f"{YEAR}/measures.yml", Measures),
    "scores": (f"{YEAR}/scores.yml", Scores),
    "survey": (f"{YEAR}/survey.yml", Survey),
}

Trees = Mapping[str, Any]
"""The files by name, as in YAML with every value a text."""

Overlay = Mapping[str, Any]
VARIANTS: Mapping[str, tuple[Overlay, ...]] = {
    "ComplaintChannel": ({}, {"corruption": None}),
    "Disclosure": (
        {},
        {"code": "O2", "owner": None, "evidence": None, "components": None},
    ),
    "Document": (
        {"kind": "measures", "round": None},
        {"kind": "report", "round": "6-months"},
    ),
    "Evidence": ({"url": None}, {"file": None}),
    "Result": ({"date_text": None}, {"date": None}),
    "FollowUp": ({"due_text": None}, {"due": None}),
    "Target": ({"text": None}, {"code": None, "part": None, "wording": None}),
    "Unit": ({"parent": None}, {}),
}
"""Records that are there several times, since they have one field or another."""

GIVEN: Mapping[str, Any] = {
    "agency.example": None,
    "disclosures.codes_of": None,
    "disclosures.items.code": "O1",
    "disclosures.items.components.id": "o1-chart",
    "disclosures.items.components.evidence": ["evidence-1"],
    "disclosures.items.owner": "unit-1",
    "disclosures.items.visibility": "public",
    "disclosures.unsettled": None,
    "measures.measures.results.answers": ["step-1"],
    "measures.measures.results.evidence": ["evidence-1"],
    "measures.measures.results.round": "6-months",
    "measures.analysis.selection": "selection-1",
    "measures.proposals.selection": "selection-1",
    "measures.measures.topic": "1",
    "measures.measures.units.unit": "unit-1",
    "scores.instruments.code": "IIT",
    "scores.indicators.code": "1",
    "scores.sub_indicators.code": "9.1",
    "scores.questions.code": "e1",
    "scores.items.code": "O1",
    "agency.units.parent": "unit-1",
    "agency.source": None,
    "Target.code": "2567:e1",
    "ScoreReference.code": "2567:e1",
    "Target.part": "public",
    "ScoreReference.part": "public",
}
"""Values that must fit others; None leaves a field out."""

OTHERS: Mapping[str, str] = {
    "disclosures.items.code": "O4",
    "disclosures.items.components.id": "o1-posts",
    "measures.measures.topic": "2",
    "scores.instruments.code": "OIT",
    "scores.indicators.code": "2",
    "scores.sub_indicators.code": "9.2",
    "scores.questions.code": "e2",
    "scores.items.code": "O2",
    "Agency.colour": "7b3f00",
    "Target.code": "2567:e2",
    "ScoreReference.code": "2567:e2",
}
"""Another value that fits."""

COMPARED = {"choice", "code", "colour", "flag", "id", "reference"}
"""Types of which another value is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One value of the files: the way to it, its field, and how it may be written.

    `name` is its path without the numbers of entries: `measures.documents.date`.
    """

    name: str
    way: tuple[str | int, ...]
    field: Field
    forms: tuple[str, ...] = ()

    @property
    def record(self) -> str:
        """Return record and field: `Document.date`."""
        return f"{self.field.record.__name__}.{self.field.name}"


@dataclass(kw_only=True)
class Filled:
    """All files as trees, and every value in them."""

    trees: dict[str, Any] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _ids: dict[str, int] = field(default_factory=dict)

    @property
    def attachments(self) -> tuple[str, ...]:
        """Return the paths of the files that are named."""
        named = [one for one in self.places if one.field.type == "file"]
        return tuple(
            f"{AGENCY if one.way[0] == 'agency' else YEAR}/files/{one.forms[0]}"
            for one in named
        )

    def other(self, *places: Place) -> Trees:
        """Return the files with another value at some places."""
        trees = copy.deepcopy(self.trees)
        for place in places:
            here: Any = trees
            *steps, last = place.way
            for step in steps:
                here = here[step]
            value = self._other_value(place, here[last])
            if value is None:
                del here[last]
            else:
                here[last] = value
        return trees

    @staticmethod
    def _other_value(place: Place, value: object) -> str | None:
        fits = OTHERS.get(place.name, OTHERS.get(place.record))
        if fits or place.field.type != "choice":
            return fits
        choices = [str(one) for one in place.field.inner if str(one) != value]
        return choices[-1] if choices else None


_WRITTEN: dict[str, str] = {}
"""The text of each tree: of five files one is another than before."""


def _text(tree: YamlTree) -> str:
    key = repr(tree)
    if key not in _WRITTEN:
        _WRITTEN[key] = yaml(tree)
    return _WRITTEN[key]


def texts(trees: Trees) -> dict[str, str]:
    """Return the text of every file; the scores are those of the year before, too."""
    made = {FILES[name][0]: _text(tree) for name, tree in trees.items()}
    return {**made, f"{AGENCY}/2567/scores.yml": made[FILES["scores"][0]]}


def filled() -> Filled:
    """Fill every file."""
    made = Filled()
    for name, (_, model) in FILES.items():
        made.trees[name] = _record(made, model, name, (name,), {})
    return made


def _record(
    made: Filled,
    model: type[Record],
    name: str,
    way: tuple[str | int, ...],
    overlay: Overlay,
) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for one in own_fields(model):
        here = f"{name}.{one.name}"
        given = {**GIVEN, **{f"{name}.{key}": value for key, value in overlay.items()}}
        key = here if here in given else f"{model.__name__}.{one.name}"
        if key in given and given[key] is None:
            continue
        value = (
            _compared(made, one, here, (*way, one.name), given[key])
            if key in given
            else _value(made, one, here, (*way, one.name))
        )
        if value is not None:
            tree[one.name] = value
    return tree


def _compared(
    made: Filled, one: Field, name: str, way: tuple[str | int, ...], value: object
) -> object:
    made.places.append(Place(name=name, way=way, field=one))
    return copy.copy(value)


def _value(
    made: Filled, one: Field, name: str, way: tuple[str | int, ...]
) -> object | None:
    if one.type == "record":
        return _inner(made, one, name, way)
    if one.name == "id":
        record = one.record.__name__.lower()
        made._ids[record] = made._ids.get(record, 0) + 1
        return f"{record}-{made._ids[record]}"
    forms: tuple[str, ...] = ()
    value = good(one)
    if one.type not in COMPARED:
        number = next(made._numbers)
        forms = _forms(one.type, number)
        value = [forms[0]] if one.many else forms[0]
    made.places.append(Place(name=name, way=way, field=one, forms=forms))
    return value


def _inner(made: Filled, one: Field, name: str, way: tuple[str | int, ...]) -> object:
    if one.inner is one.record and name.count(one.name) > 1:
        return None
    if not one.many:
        return _record(made, one.inner, name, way, {})
    variants = VARIANTS.get(one.inner.__name__, ({},))
    return [
        _record(made, one.inner, name, (*way, number), overlay)
        for number, overlay in enumerate(variants)
    ]


def _forms(kind: str, number: int) -> tuple[str, ...]:
    """Return a value of a type that no other number has, and how outputs write it."""
    if kind == "date":
        day = datetime.date(2024, 12, 1) + datetime.timedelta(days=number)
        return format_iso(day), day.isoformat(), format_long(day), format_short(day)
    letters = "".join("กขคงจฉชซฌญ"[int(digit)] for digit in f"{number:03}")
    others = {
        "score": f"{40 + number / 100:.2f}",
        "whole": str(7000 + number),
        "year": str(2510 + number),
        "url": f"https://www.example.go.th/page-{number:03}",
        "file": f"แฟ้ม-{number:03}.png",
    }
    return (others.get(kind, f"คำ{letters}คำ"),)
