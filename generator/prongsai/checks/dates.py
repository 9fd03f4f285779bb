"""Dates are possible as of today, and what is due is not forgotten.

What: dates of documents, evidence, updates and results are not after today; evidence
that says it is of the item's year is not dated before that year, unless its title says
that it is a plan of it or of several years with it (2566-2570); an item without
evidence whose `due` has passed or comes within 30 days; an assessor's comment without
a reply whose `deadline` has passed or comes within 30 days.

Why: a date in the future is a typing mistake or a promise; a document older than the
period cannot be about it; after the deadline nothing can be added.

Whose rule: project; the period of an item: authority and sources of the catalogue.

Passing example:

    # 2568/disclosures.yml
    items: [{code: O5, updated: 2568-01-15}]

Failing example:

    # 2568/disclosures.yml
    items: [{code: O5, updated: 2586-01-15}]
"""

import datetime
from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.calendar import SOON
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.catalogue import Item
from prongsai.model.disclosures import Disclosure, Disclosures
from prongsai.model.fields import Record
from prongsai.thai.dates import fiscal_year_start, format_iso
from prongsai.thai.years import names_year, spans_year
from prongsai.yaml.reader import YamlPath

CODES = (
    "date-before-period",
    "date-in-future",
    "due-passed",
    "due-soon",
    "reply-passed",
    "reply-soon",
)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield dates that cannot be, and what is due."""
    yield from _future(assessed)
    loaded = assessed.year.disclosures
    if loaded is None:
        return
    items = {item.code: item for item in assessed.rules.items} if assessed.rules else {}
    for index, disclosure in enumerate(loaded.value.items):
        yield from _due(assessed, loaded, index, disclosure)
        if disclosure.code in items:
            yield from _old(assessed, loaded, index, items[disclosure.code])


def _future(assessed: AssessedYear) -> Iterator[Finding]:
    for loaded, path, subject, day in _days(assessed):
        if day and day > assessed.today:
            yield loaded.finding(
                "date-in-future",
                path,
                subject,
                PROJECT,
                date=format_iso(day),
                today=format_iso(assessed.today),
            )


def _days(
    assessed: AssessedYear,
) -> Iterator[tuple[Loaded[Record], YamlPath, str, datetime.date | None]]:
    """Yield every day on which something was done."""
    measures, disclosures = assessed.year.measures, assessed.year.disclosures
    if measures:
        for at, document in enumerate(measures.value.documents):
            yield measures, ("documents", at, "date"), document.id, document.date
        for index, measure in enumerate(measures.value.measures):
            for at, result in enumerate(measure.results):
                path: YamlPath = ("measures", index, "results", at, "date")
                yield measures, path, result.id, result.date
    if disclosures:
        for index, item in enumerate(disclosures.value.items):
            path = ("items", index, "updated")
            yield disclosures, path, item.code, item.updated
            for at, evidence in enumerate(item.evidence):
                path = ("items", index, "evidence", at, "date")
                yield disclosures, path, evidence.id, evidence.date


def _old(
    assessed: AssessedYear, loaded: Loaded[Disclosures], index: int, item: Item
) -> Iterator[Finding]:
    if item.data_year is None or assessed.rules is None:
        return
    year = loaded.year + item.data_year
    start = fiscal_year_start(year)
    for at, evidence in enumerate(loaded.value.items[index].evidence):
        of_year = evidence.year in {None, year}
        ahead = _looks_ahead(f"{evidence.title} {evidence.description or ''}", year)
        if evidence.date and evidence.date < start and of_year and not ahead:
            yield loaded.finding(
                "date-before-period",
                ("items", index, "evidence", at, "date"),
                evidence.id,
                rule_of(assessed.rules, item),
                date=format_iso(evidence.date),
                item=item.code,
                year=year,
                start=format_iso(start),
            )


def _looks_ahead(title: str, year: int) -> bool:
    """Return whether a document, such as a plan, is usually older than its year."""
    plan = title.startswith("แผน") and names_year(title, year)
    return plan or spans_year(title, year)


def _due(
    assessed: AssessedYear,
    loaded: Loaded[Disclosures],
    index: int,
    disclosure: Disclosure,
) -> Iterator[Finding]:
    here: YamlPath = ("items", index)
    if disclosure.due and not disclosure.evidence and not disclosure.updated:
        yield from _deadline(
            assessed, loaded, (*here, "due"), disclosure.code, disclosure.due
        )
    assessor = disclosure.assessor
    if assessor and assessor.deadline and assessor.comment and not assessor.reply:
        path = (*here, "assessor", "deadline")
        yield from _deadline(assessed, loaded, path, disclosure.code, assessor.deadline)


def _deadline(
    assessed: AssessedYear,
    loaded: Loaded[Disclosures],
    path: YamlPath,
    code: str,
    day: datetime.date,
) -> Iterator[Finding]:
    what = "due" if path[-1] == "due" else "reply"
    left = (day - assessed.today).days
    if left < 0:
        name = f"{what}-passed"
    elif day - assessed.today <= SOON:
        name = f"{what}-soon"
    else:
        return
    yield loaded.finding(
        name,
        path,
        code,
        PROJECT,
        item=code,
        date=format_iso(day),
        days=abs(left),
    )
