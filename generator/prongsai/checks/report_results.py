"""Each measure has a result for the round that is due.

What: each measure of the year that a report item covers has a `results` entry for the
round of every report that is out, or for 12 months once the year is over. Results
without a `date` are counted in one hint.

Why: the report item is worth 100 or 0 points, and it asks for the measures carried
out. A date is what shows that a result is of that year; most real reports have none.

Whose rule: agency; O43 as quoted in the ITA report 2565 of อบจ.อุบลราชธานี; dates:
project.

Passing example:

    # 2568/measures.yml
    documents: [{id: report, kind: report, title: รายงาน, round: 6-months}]
    measures:
      - id: teach
        title: สอนใช้ E-Service
        results:
          - {id: teach-6m, round: 6-months, date: 2568-03-14, summary: สอนแล้ว 5 หมู่บ้าน}

Failing example:

    # 2568/measures.yml
    documents: [{id: report, kind: report, title: รายงาน, round: 6-months}]
    measures:
      - {id: teach, title: สอนใช้ E-Service}
      - id: news
        title: ทำข่าวให้อ่านง่าย
        results:
          - {id: news-6m, round: 6-months, date: 2568-03-14, summary: ทำแล้ว 64 เรื่อง}
"""

import dataclasses
from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.report_rounds import report_item, results_for, rounds_due
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.measures import Measures

CODES = ("measure-without-result", "no-results", "results-without-date")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield the measures of the assessed year that their report leaves out.

    The findings belong to the year that assesses the report.
    """
    loaded, year = assessed.year.measures, assessed.year.fiscal_year
    reported = report_item(assessed.content, year)
    if loaded is None or reported is None:
        return
    assessing_year, rules, item = reported
    asked = next((c for c in item.components if c.looks_for == "report-results"), item)
    due = rounds_due(assessed.year, assessing_year, assessed.today)
    measures = loaded.value.measures
    if due and measures and not any(measure.results for measure in measures):
        found = loaded.finding(
            "no-results",
            ("measures",),
            item.code,
            rule_of(rules, asked),
            count=len(measures),
            item=item.code,
            year=assessing_year,
            work_year=loaded.year,
            title=item.title,
        )
        yield dataclasses.replace(found, year=assessing_year)
        return
    for wanted in due:
        found_of = results_for(loaded.value, wanted)
        for index, measure in enumerate(measures):
            if not found_of[index]:
                found = loaded.finding(
                    "measure-without-result",
                    ("measures", index),
                    f"{measure.id}/{wanted}",
                    rule_of(rules, asked),
                    measure=measure.title or measure.id,
                    round=wanted,
                    months=wanted.partition("-")[0],
                    item=item.code,
                    year=assessing_year,
                )
                yield dataclasses.replace(found, year=assessing_year)
    yield from _dates(loaded)


def _dates(loaded: Loaded[Measures]) -> Iterator[Finding]:
    results = [
        (("measures", index, "results", at), result)
        for index, measure in enumerate(loaded.value.measures)
        for at, result in enumerate(measure.results)
    ]
    without = [path for path, result in results if result.date is None]
    if without:
        yield loaded.finding(
            "results-without-date",
            without[0],
            "results",
            PROJECT,
            count=len(without),
            all=len(results),
            year=loaded.year,
        )
