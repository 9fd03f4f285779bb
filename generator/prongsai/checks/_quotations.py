"""What documents quote with a code, and which codes have that title or wording."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prongsai.loading.content import Content, Loaded, Year
from prongsai.model.catalogue import Catalogue
from prongsai.model.fields import Record
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.thai.codes import Reference
from prongsai.yaml.reader import YamlPath

_NOT_LETTERS = re.compile(r"[\s\"“”'‘’.,;:()/–\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A wording quoted with a code and its year; `subject` is the id of its owner."""

    loaded: Loaded[Record]
    path: YamlPath
    reference: Reference
    wording: str
    subject: str


def quoted(year: Year) -> Iterator[Quoted]:
    """Yield every wording quoted with a code, once for each file, in their order."""
    seen: set[tuple[str, Reference, str]] = set()
    for one in (*_of_scores(year.scores), *_of_measures(year.measures)):
        key = (one.loaded.file, one.reference, letters(one.wording))
        if key not in seen:
            seen.add(key)
            yield one


def _of_scores(loaded: Loaded[Scores] | None) -> Iterator[Quoted]:
    if loaded is None:
        return
    value = loaded.value
    groups = ("instruments", "indicators", "sub_indicators", "questions", "items")
    for group in groups:
        for index, line in enumerate(getattr(value, group)):
            if line.wording:
                reference = Reference(code=line.code, year=loaded.year)
                path = (group, index, "wording")
                yield Quoted(
                    loaded=loaded,
                    path=path,
                    reference=reference,
                    wording=line.wording,
                    subject=line.code,
                )


def _of_measures(loaded: Loaded[Measures] | None) -> Iterator[Quoted]:
    if loaded is None:
        return
    places: list[tuple[YamlPath, str, Reference | None, str | None]] = []
    for at, analysis in enumerate(loaded.value.analysis):
        for position, target in enumerate(analysis.scope):
            path: YamlPath = ("analysis", at, "scope", position)
            places.append((path, analysis.id, target.code, target.wording))
    for at, measure in enumerate(loaded.value.measures):
        here: YamlPath = ("measures", at)
        for position, target in enumerate(measure.addresses):
            path = (*here, "addresses", position)
            places.append((path, measure.id, target.code, target.wording))
        for number, outcome in enumerate(measure.outcomes):
            for position, score in enumerate(outcome.scores):
                path = (*here, "outcomes", number, "scores", position)
                places.append((path, measure.id, score.code, score.wording))
    for path, subject, code, wording in places:
        if code and wording:
            reference = Reference(code=code.code, year=code.year or loaded.year)
            yield Quoted(
                loaded=loaded,
                path=(*path, "wording"),
                reference=reference,
                wording=wording,
                subject=subject,
            )


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Return `text` without blanks and punctuation, for comparing."""
    return _NOT_LETTERS.sub("", text)


def names(content: Content, reference: Reference) -> tuple[str, ...]:
    """Return title or wording of a code with its aliases; empty where not known."""
    rules = content.catalogues.get(reference.year or 0)
    return _names(rules).get(reference.code, ()) if rules else ()


def bearers(content: Content, wording: str) -> tuple[Reference, ...]:
    """Return every code that has exactly this title, wording or alias."""
    wanted = letters(wording)
    return tuple(
        Reference(code=code, year=year)
        for year, rules in sorted(content.catalogues.items())
        for code in _index(rules).get(wanted, ())
    )


@lru_cache(maxsize=32)
def _names(rules: Catalogue) -> Mapping[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for question in rules.questions:
        if question.wording:
            named[question.code] = (question.wording, *question.aliases)
    for sub in rules.sub_indicators:
        named[sub.code] = (sub.title,)
    for indicator in rules.indicators:
        named[indicator.code] = (indicator.title, *indicator.aliases)
    for item in rules.items:
        named[item.code] = (item.title, *item.aliases)
    return named


@lru_cache(maxsize=32)
def _index(rules: Catalogue) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for code, known in _names(rules).items():
        for name in known:
            index[letters(name)] = (*index.get(letters(name), ()), code)
    return index
