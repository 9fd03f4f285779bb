"""Dates of results are in the report's period, deadlines before the year ends.

What: the `date` of a result is at most 45 days before or after the period of the report
of its round (without a report: the half or whole fiscal year). A follow-up's `due` and
the end of a `schedule` are not after the fiscal year.

Why: a result from another time is not a result of this year's measures; a deadline
after the report cannot be reported on. 45 days, because real reports have rightful
dates up to a month outside their period (work begun before, reported after) and a month
and a half leaves room for the days of a letter.

Whose rule: project; the report of 2566 of เทศบาลตำบลเมืองจันทร์ has both the rightful
dates and a deadline that contradicts its period.

Passing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        results:
          - {id: done, round: 6-months, date: 2568-04-20, summary: สอนแล้ว}

Failing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        results:
          - {id: done, round: 6-months, date: 2566-04-20, summary: สอนแล้ว}
"""

import datetime
from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.report_rounds import period, report_documents
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.measures import Measure, Measures
from prongsai.thai.dates import fiscal_year_end, format_iso
from prongsai.yaml.reader import YamlPath

CODES = ("deadline-after-year", "result-outside-period")

GRACE = datetime.timedelta(days=45)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield results far outside their period, and deadlines after the year."""
    loaded = assessed.year.measures
    if loaded is None:
        return
    for index, measure in enumerate(loaded.value.measures):
        yield from _results(loaded, measure, index)
        yield from _deadlines(loaded, measure, index)


def _results(
    loaded: Loaded[Measures], measure: Measure, index: int
) -> Iterator[Finding]:
    for at, result in enumerate(measure.results):
        start, end = period(loaded.value, loaded.year, result.round)
        if result.date and not start - GRACE <= result.date <= end + GRACE:
            yield loaded.finding(
                "result-outside-period",
                ("measures", index, "results", at, "date"),
                result.id,
                PROJECT,
                date=format_iso(result.date),
                start=format_iso(start),
                end=format_iso(end),
                days=GRACE.days,
            )


def _deadlines(
    loaded: Loaded[Measures], measure: Measure, index: int
) -> Iterator[Finding]:
    end = fiscal_year_end(loaded.year)
    for _, document in report_documents(loaded.value):
        end = max(end, document.period_to or end)
    here: YamlPath = ("measures", index)
    deadlines = [
        ((*here, "follow_up", at, "due"), follow_up.id, follow_up.due)
        for at, follow_up in enumerate(measure.follow_up)
    ]
    if measure.schedule:
        deadlines.append(((*here, "schedule", "to"), measure.id, measure.schedule.end))
    for path, subject, day in deadlines:
        if day and day > end:
            yield loaded.finding(
                "deadline-after-year",
                path,
                subject,
                PROJECT,
                date=format_iso(day),
                end=format_iso(end),
                measure=measure.title or measure.id,
            )
