"""Do the files fit together: codes, ids, references, files, staff-only links.

Everything here is an error: what it names cannot be published as it is. Whatever rests
on a file that could not be read is not looked at.
"""

from collections.abc import Iterator

from prongsai.content import AgencyContent, Content, Loaded, Year
from prongsai.findings import Finding, Severity
from prongsai.model.catalogue import Catalogue
from prongsai.model.disclosures import Disclosure
from prongsai.model.fields import Record
from prongsai.model.measures import Measure, Measures, Step
from prongsai.thai.codes import INSTRUMENTS, Reference, kind_of
from prongsai.walk import leaves, repeated
from prongsai.yaml_reader import Path


def check_references(content: Content) -> tuple[Finding, ...]:
    """Return all findings of this level, in the order of the files."""
    return tuple(_findings(content))


def _findings(content: Content) -> Iterator[Finding]:
    site = content.site
    slugs = [agency.slug for agency in content.agencies]
    if site.value.mode == "agency" and site.value.agency not in slugs:
        yield site.finding(
            "unknown-agency",
            Severity.ERROR,
            ("agency",),
            value=site.value.agency or "",
            known=", ".join(slugs),
        )
    for agency in content.agencies:
        yield from _ids(agency.agency, ("units",), agency.agency.value.units)
        yield from _ids(agency.agency, ("executives",), agency.agency.value.executives)
        yield from _parents(agency)
        yield from _staff_only(agency.agency)
        for year in agency.years:
            yield from _year(content, agency, year)


def _year(content: Content, agency: AgencyContent, year: Year) -> Iterator[Finding]:
    for loaded in (year.scores, year.measures, year.disclosures, year.survey):
        if loaded is not None:
            yield from _staff_only(loaded)
    if year.scores:
        yield from _score_codes(year.scores, content)
    if year.measures:
        yield from _measures(year.measures, agency, year, content)
    if year.disclosures:
        yield from _disclosures(agency, year)


def _error(
    loaded: Loaded[Record],
    code: str,
    path: Path,
    subject: str = "",
    /,
    **facts: str | int,
) -> Finding:
    return loaded.finding(code, Severity.ERROR, path, subject, None, **facts)


def _ids(
    loaded: Loaded[Record], path: Path, things: tuple[Record, ...], name: str = "id"
) -> Iterator[Finding]:
    for index, value in repeated(getattr(thing, name) for thing in things):
        yield _error(loaded, "duplicate-id", (*path, index, name), str(value), id=value)


def _parents(agency: AgencyContent) -> Iterator[Finding]:
    units = agency.agency.value.units
    known = {unit.id for unit in units}
    for index, unit in enumerate(units):
        if unit.parent and unit.parent not in known:
            yield _error(
                agency.agency,
                "unknown-unit",
                ("units", index, "parent"),
                unit.id,
                value=unit.parent,
                known=", ".join(sorted(known)),
            )


def _staff_only(loaded: Loaded[Record]) -> Iterator[Finding]:
    for path, value in leaves(loaded.value):
        if isinstance(value, str) and "itas.nacc.go.th/go/iit" in value.lower():
            yield _error(loaded, "staff-only-link", path, value=value)


def _score_codes(scores: Loaded[Record], content: Content) -> Iterator[Finding]:
    value = scores.value
    expected = {
        "instruments": "instrument",
        "indicators": "indicator",
        "sub_indicators": "sub_indicator",
        "questions": "question",
        "items": "item",
    }
    for group, kind in expected.items():
        lines = getattr(value, group)
        for index, line in enumerate(lines):
            path = (group, index, "code")
            if kind_of(line.code) != kind:
                yield _error(
                    scores, "code-of-another-kind", path, line.code, value=line.code
                )
            else:
                yield from _code(scores, Reference(line.code), path, content)
        keys = ((line.code, getattr(line, "part", None)) for line in lines)
        for index, (code, _) in repeated(keys):
            yield _error(
                scores, "duplicate-code", (group, index, "code"), code, code=code
            )


def _code(
    loaded: Loaded[Record], reference: Reference, path: Path, content: Content
) -> Iterator[Finding]:
    year = reference.year or loaded.year
    rules = content.catalogues.get(year)
    if rules is None or _is_in(rules, reference.code):
        return
    codes = [item.code for item in rules.items]
    yield _error(
        loaded,
        "unknown-code",
        path,
        str(reference),
        value=reference.code,
        year=year,
        last=codes[-1] if codes else "",
    )


def _is_in(rules: Catalogue, code: str) -> bool:
    match kind_of(code):
        case "instrument":
            return code in INSTRUMENTS
        case "item":
            return any(item.code == code for item in rules.items)
        case "question":
            known = {question.code for question in rules.questions}
            return not known or code in known
        case "indicator":
            return any(indicator.code == code for indicator in rules.indicators)
        case _:
            return any(sub.code == code for sub in rules.sub_indicators)


def _measures(
    loaded: Loaded[Measures], agency: AgencyContent, year: Year, content: Content
) -> Iterator[Finding]:
    value = loaded.value
    for name in ("documents", "analysis", "measures"):
        yield from _ids(loaded, (name,), getattr(value, name))
    for path, leaf in leaves(value):
        if isinstance(leaf, Reference):
            yield from _code(loaded, leaf, path, content)
    selections = {selection.id for selection in value.selection}
    for index, analysis in enumerate(value.analysis):
        if analysis.selection and analysis.selection not in selections:
            yield _error(
                loaded,
                "unknown-selection",
                ("analysis", index, "selection"),
                analysis.id,
                value=analysis.selection,
            )
    for index, measure in enumerate(value.measures):
        yield from _measure(loaded, measure, index, agency, year)
    for index, document in enumerate(value.documents):
        if document.signed_file:
            path = ("documents", index, "signed_file")
            yield from _file(loaded, document.signed_file, path, year)


def _measure(
    loaded: Loaded[Measures],
    measure: Measure,
    index: int,
    agency: AgencyContent,
    year: Year,
) -> Iterator[Finding]:
    here = ("measures", index)
    rules = year.catalogue
    numbers = [topic.number for topic in rules.topics] if rules else []
    if measure.topic is not None and numbers and measure.topic not in numbers:
        yield _error(
            loaded,
            "unknown-topic",
            (*here, "topic"),
            measure.id,
            value=measure.topic,
            last=numbers[-1],
        )
    steps = tuple(_steps(measure.steps, (*here, "steps")))
    targets = [(path, step.id) for path, step in steps]
    targets += [
        ((*here, "follow_up", at), follow_up.id)
        for at, follow_up in enumerate(measure.follow_up)
    ]
    targets += [
        ((*here, "results", at), result.id) for at, result in enumerate(measure.results)
    ]
    for at, value in repeated(name for _, name in targets):
        yield _error(
            loaded, "duplicate-id", (*targets[at][0], "id"), measure.id, id=value
        )
    known = {step.id for _, step in steps} | {f.id for f in measure.follow_up}
    for at, result in enumerate(measure.results):
        for position, answer in enumerate(result.answers):
            if answer not in known:
                yield _error(
                    loaded,
                    "unknown-answer",
                    (*here, "results", at, "answers", position),
                    measure.id,
                    value=answer,
                    known=", ".join(sorted(known)),
                )
    units = {unit.id for unit in agency.agency.value.units}
    for at, unit in enumerate(measure.units):
        if unit.unit and unit.unit not in units:
            yield _error(
                loaded,
                "unknown-unit",
                (*here, "units", at, "unit"),
                measure.id,
                value=unit.unit,
                known=", ".join(sorted(units)),
            )
    yield from _result_evidence(loaded, measure, here, year)


def _result_evidence(
    loaded: Loaded[Measures], measure: Measure, here: Path, year: Year
) -> Iterator[Finding]:
    if year.disclosures is None:
        known: set[str] = set()
        if "disclosures" in year.broken:
            return
    else:
        items = year.disclosures.value.items
        known = {evidence.id for item in items for evidence in item.evidence}
    for at, result in enumerate(measure.results):
        for position, evidence in enumerate(result.evidence):
            if evidence not in known:
                yield _error(
                    loaded,
                    "unknown-evidence",
                    (*here, "results", at, "evidence", position),
                    measure.id,
                    value=evidence,
                    known=", ".join(sorted(known)),
                )


def _steps(steps: tuple[Step, ...], path: Path) -> Iterator[tuple[Path, Step]]:
    for index, step in enumerate(steps):
        here = (*path, index)
        yield here, step
        yield from _steps(step.steps, (*here, "steps"))


def _disclosures(agency: AgencyContent, year: Year) -> Iterator[Finding]:
    loaded = year.disclosures
    if loaded is None:
        return
    items = loaded.value.items
    known = {item.code: item for item in year.catalogue.items} if year.catalogue else {}
    for index, code in repeated(item.code for item in items):
        yield _error(
            loaded, "duplicate-code", ("items", index, "code"), code, code=code
        )
    places = [
        ((("items", index, "evidence", at)), evidence.id)
        for index, item in enumerate(items)
        for at, evidence in enumerate(item.evidence)
    ]
    for at, value in repeated(name for _, name in places):
        yield _error(loaded, "duplicate-id", (*places[at][0], "id"), value, id=value)
    for index, item in enumerate(items):
        here: Path = ("items", index)
        if known and item.code not in known:
            yield _error(
                loaded,
                "unknown-code",
                (*here, "code"),
                item.code,
                value=item.code,
                year=year.fiscal_year,
                last=list(known)[-1],
            )
        units = {unit.id for unit in agency.agency.value.units}
        if item.owner and item.owner not in units:
            yield _error(
                loaded,
                "unknown-unit",
                (*here, "owner"),
                item.code,
                value=item.owner,
                known=", ".join(sorted(units)),
            )
        yield from _item(loaded, item, here, year)


def _item(
    loaded: Loaded[Record], item: Disclosure, here: Path, year: Year
) -> Iterator[Finding]:
    for at, evidence in enumerate(item.evidence):
        path = (*here, "evidence", at)
        if (evidence.file is None) == (evidence.url is None):
            yield _error(loaded, "file-or-url", path, evidence.id, id=evidence.id)
        elif evidence.file:
            yield from _file(loaded, evidence.file, (*path, "file"), year)
    rules = (
        next((i for i in year.catalogue.items if i.code == item.code), None)
        if year.catalogue
        else None
    )
    components = {c.id for c in rules.components} if rules else set()
    names = {evidence.id for evidence in item.evidence}
    for at, component in enumerate(item.components):
        path = (*here, "components", at)
        if rules and component.id not in components:
            yield _error(
                loaded,
                "unknown-component",
                (*path, "id"),
                item.code,
                value=component.id,
                known=", ".join(sorted(components)) or "–",
            )
        for position, name in enumerate(component.evidence):
            if name not in names:
                yield _error(
                    loaded,
                    "unknown-evidence",
                    (*path, "evidence", position),
                    component.id,
                    value=name,
                    known=", ".join(sorted(names)) or "–",
                )
    for index, name in repeated(component.id for component in item.components):
        yield _error(
            loaded, "duplicate-id", (*here, "components", index, "id"), name, id=name
        )


def _file(
    loaded: Loaded[Record], name: str, path: Path, year: Year
) -> Iterator[Finding]:
    if name in year.attachments:
        return
    folder = loaded.file.rpartition("/")[0] + "/files/"
    yield _error(loaded, "missing-file", path, name, file=name, folder=folder)
