"""Each measure says who, how, and how it is followed up.

What: each measure in `measures.yml` has `units`, `steps` and `follow_up`. What all of
them lack is reported once.

Why: these three are what was asked of the measures item in addition to the analysis;
the item is worth 100 or 0 points.

Whose rule: agency; O42 as quoted in the ITA report 2565 of อบจ.อุบลราชธานี: who is
responsible, the steps or method, how it is followed up and reported.

Passing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        units: [{text: สำนักปลัดเทศบาล}]
        steps: [{id: teach-villages, text: สอนเดือนละหมู่บ้าน}]
        follow_up: [{id: teach-count, text: รายงานจำนวนคำขอทุกเดือน}]

Failing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        units: [{text: สำนักปลัดเทศบาล}]
        steps: [{id: teach-villages, text: สอนเดือนละหมู่บ้าน}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import Finding

CODES = (
    "measure-without-follow-up",
    "measure-without-steps",
    "measure-without-units",
    "measures-without-follow-up",
    "measures-without-steps",
    "measures-without-units",
    "no-measures",
)

_PARTS = {"follow_up": "follow-up", "steps": "steps", "units": "units"}


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield what measures lack: for each measure, or once if all of them lack it."""
    loaded = assessed.year.measures
    if loaded is None:
        return
    measures = loaded.value.measures
    if not measures:
        _, rule = assessed.asked("measures-steps")
        yield loaded.finding("no-measures", ("measures",), "measures", rule)
        return
    for field, name in _PARTS.items():
        component, rule = assessed.asked(f"measures-{name}")
        lack = [i for i, m in enumerate(measures) if not getattr(m, field)]
        if len(lack) == len(measures) > 1:
            yield loaded.finding(
                f"measures-without-{name}",
                ("measures",),
                component,
                rule,
                count=len(measures),
            )
            continue
        for index in lack:
            measure = measures[index]
            yield loaded.finding(
                f"measure-without-{name}",
                ("measures", index),
                measure.id,
                rule,
                measure=measure.title or measure.id,
            )
