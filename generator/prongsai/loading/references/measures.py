"""`measures.yml`: ids, codes, topics, answers, units, evidence, signed files."""

from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Content, Loaded, Year
from prongsai.loading.references.agency import units_of, unknown_unit
from prongsai.loading.references.codes import unknown_reference
from prongsai.loading.references.mistakes import (
    Known,
    Mistake,
    duplicate_ids,
    each,
    error,
    missing_file,
    unknown_evidence,
)
from prongsai.model.measures import Measure, Measures, Step
from prongsai.thai.codes import Reference
from prongsai.yaml.reader import YamlPath


def measure_mistakes(
    loaded: Loaded[Measures], agency: AgencyContent, year: Year, content: Content
) -> Iterator[Mistake]:
    """Check the whole file, then each measure."""
    value = loaded.value
    for name in ("documents", "selection", "analysis", "proposals", "measures"):
        yield from duplicate_ids(loaded, each((name,), getattr(value, name)))
    for path, leaf in loaded.leaves:
        if isinstance(leaf, Reference):
            yield from unknown_reference(loaded, leaf, path, content)
    yield from _selections(loaded)
    units, evidence = units_of(agency), _evidence_of(year)
    for index, measure in enumerate(value.measures):
        here: YamlPath = ("measures", index)
        yield from _topic(loaded, measure, here, year)
        yield from _answers(loaded, measure, here)
        for at, unit in enumerate(measure.units):
            path = (*here, "units", at, "unit")
            yield from unknown_unit(loaded, unit.unit, units, path, measure.id)
        if evidence is not None:
            yield from _evidence(loaded, measure, here, evidence)
    for index, document in enumerate(value.documents):
        if document.signed_file:
            path = ("documents", index, "signed_file")
            yield from missing_file(loaded, document.signed_file, path, year)


def _selections(loaded: Loaded[Measures]) -> Iterator[Mistake]:
    known = Known.of(selection.id for selection in loaded.value.selection)
    for index, analysis in enumerate(loaded.value.analysis):
        if analysis.selection and analysis.selection not in known:
            yield error(
                loaded,
                "unknown-selection",
                ("analysis", index, "selection"),
                analysis.id,
                value=analysis.selection,
                known=known.listed,
            )


def _topic(
    loaded: Loaded[Measures], measure: Measure, here: YamlPath, year: Year
) -> Iterator[Mistake]:
    numbers = (
        [topic.number for topic in year.catalogue.topics] if year.catalogue else []
    )
    if measure.topic is not None and numbers and measure.topic not in numbers:
        yield error(
            loaded,
            "unknown-topic",
            (*here, "topic"),
            measure.id,
            value=measure.topic,
            last=numbers[-1],
        )


def _answers(
    loaded: Loaded[Measures], measure: Measure, here: YamlPath
) -> Iterator[Mistake]:
    """Check the ids of steps, follow-ups and results; results answer the others."""
    work = [(path, step.id) for path, step in _steps(measure.steps, (*here, "steps"))]
    work += [
        ((*here, "follow_up", at), follow_up.id)
        for at, follow_up in enumerate(measure.follow_up)
    ]
    results = each((*here, "results"), measure.results)
    yield from duplicate_ids(loaded, [*work, *results], measure.id)
    known = Known.of(name for _, name in work)
    for at, result in enumerate(measure.results):
        for position, answer in enumerate(result.answers):
            if answer not in known:
                yield error(
                    loaded,
                    "unknown-answer",
                    (*here, "results", at, "answers", position),
                    measure.id,
                    value=answer,
                    known=known.listed,
                )


def _steps(steps: tuple[Step, ...], path: YamlPath) -> Iterator[tuple[YamlPath, Step]]:
    for index, step in enumerate(steps):
        here = (*path, index)
        yield here, step
        yield from _steps(step.steps, (*here, "steps"))


def _evidence_of(year: Year) -> Known | None:
    """Return the ids of the year's evidence, None where they could not be read."""
    if "disclosures" in year.broken:
        return None
    items = year.disclosures.value.items if year.disclosures else ()
    return Known.of(one.id for item in items for one in item.evidence)


def _evidence(
    loaded: Loaded[Measures], measure: Measure, here: YamlPath, known: Known
) -> Iterator[Mistake]:
    for at, result in enumerate(measure.results):
        for position, evidence in enumerate(result.evidence):
            if evidence not in known:
                path = (*here, "results", at, "evidence", position)
                yield unknown_evidence(loaded, evidence, path, measure.id, known)
