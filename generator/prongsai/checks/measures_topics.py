"""The measures cover the seven topics, and each names its own.

What: from 2567 on each measure has a `topic` of the year's catalogue, and each topic
has a measure. What all measures lack is reported once; empty topics are reported
together, and only when every measure has its topic.

Why: the report on the measures is written topic by topic; an empty topic is an empty
part of it.

Whose rule: agency; the report of 2568 of เทศบาลตำบลปลาไหล. No text of the assessor was
found.

Passing example:

    # 2565/measures.yml
    measures:
      - {id: teach, title: ก่อนปี 2567 ไม่มีประเด็น}

Failing example:

    # 2568/measures.yml
    measures:
      - {id: teach, title: สอนใช้ E-Service, topic: 2}
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.findings import Finding

CODES = ("measure-without-topic", "measures-without-topic", "topics-without-measure")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield measures without a topic, and the topics without a measure."""
    loaded, rules = assessed.year.measures, assessed.rules
    if loaded is None or rules is None or not rules.topics:
        return
    rule = rule_of(rules, rules.topics[0])
    measures = loaded.value.measures
    lack = [index for index, measure in enumerate(measures) if measure.topic is None]
    if len(lack) == len(measures):
        if measures:
            yield loaded.finding(
                "measures-without-topic",
                ("measures",),
                "measures",
                rule,
                count=len(measures),
                topics=len(rules.topics),
            )
        return
    for index in lack:
        measure = measures[index]
        yield loaded.finding(
            "measure-without-topic",
            ("measures", index),
            measure.id,
            rule,
            measure=measure.title or measure.id,
            topics=len(rules.topics),
        )
    used = {measure.topic for measure in measures}
    empty = [topic for topic in rules.topics if topic.number not in used]
    if empty and not lack:
        yield loaded.finding(
            "topics-without-measure",
            ("measures",),
            "topics",
            rule,
            topics="; ".join(f"{topic.number} {topic.title}" for topic in empty),
            count=len(empty),
            first=empty[0].number,
        )
