"""อบจ.อุบลราชธานี: its measures against its document, counted by hand."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from prongsai.model.agency import Agency
from prongsai.model.measures import AnalysisKind, Measure, Measures, Step
from prongsai.model.scores import Scores
from prongsai.model.source import Source
from prongsai.thai.digits import to_arabic
from seeds import load, numbers_not_in, seed_text
from ubon_document import (
    INDICATORS,
    VERDICTS,
    item_rows,
    joined,
    plain,
    question_rows,
    rows_of,
    squeeze,
)

pytestmark = pytest.mark.seeds
MEASURED = ["O38", "10.2", "2", "4", "5", "7", "1", "8"]
"""What the rows of the table of measures are about, from top to bottom."""


HEADING = re.compile(
    r"^\**\d\) ตัวชี้วัด(\D+) ([\d.]+) คะแนน ผลการประเมิน *([^\s*]+)\**$", re.MULTILINE
)


LABEL = re.compile(r"(?<!\S)(?:\(\d+\)|\d+[.)]|-)(?!\S)")
LONG = 60
Pairs = list[tuple[list[str], Measure]]


def headings(document: str) -> list[tuple[str, str, str]]:
    """Return name, score and verdict of every indicator that is analysed."""
    return HEADING.findall(to_arabic(document))


def sources(*files: Agency | Scores | Measures) -> list[Source]:
    """Return the sources that `files` name."""
    return [file.source for file in files if file.source]


def scopes(measures: Measures, *kinds: AnalysisKind) -> list[str]:
    """Return the codes of 2565 that the analysis is about, one for each entry."""
    return [
        str(target.code).removeprefix("2565:")
        for entry in measures.analysis
        for target in entry.scope
        if entry.kind in (kinds or AnalysisKind)
    ]


def preorder(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Walk steps as they are read."""
    for step in steps:
        yield step
        yield from preorder(step.steps)


def depth(steps: tuple[Step, ...]) -> int:
    """Count how deep steps nest."""
    return 1 + max(depth(step.steps) for step in steps) if steps else 0


@pytest.fixture(scope="module")
def document() -> str:
    return seed_text("003")


@pytest.fixture(scope="module")
def agency() -> Agency:
    return load(Agency, "ubon-pao/agency.yml")


@pytest.fixture(scope="module")
def scores() -> Scores:
    return load(Scores, "ubon-pao/2565/scores.yml")


@pytest.fixture(scope="module")
def measures() -> Measures:
    return load(Measures, "ubon-pao/2566/measures.yml")


@pytest.fixture(scope="module")
def pairs(document: str, measures: Measures) -> Pairs:
    """Pair each row of the table of measures with the measure made of it."""
    return list(zip(joined(rows_of(document, 4)), measures.measures, strict=True))


def test_every_guidance_of_the_document_is_one_analysis_entry(
    document: str, measures: Measures
) -> None:
    printed = Counter(
        {code: len(bullets) for code, _, _, _, bullets in question_rows(document)}
    )
    printed.update(INDICATORS[name] for name, _, _ in headings(document))
    for code, cells in item_rows(document).items():
        printed[code] += len([cell for cell in cells[2:] if cell])
    beside = [row for row in rows_of(document, 5) if row[1] == "OIT"]
    assert [row[4] in VERDICTS for row in beside] == [True, True, False]
    # The guidance next to the whole indicator is about O38, the row below it.
    printed.update(["10", "O38"])
    assert Counter(scopes(measures)) == +printed
    assert len(measures.analysis) == printed.total() - 1 == 35


def test_urgent_is_the_first_part_and_develop_the_second(
    document: str, measures: Measures
) -> None:
    first, second = re.split(r"(?=\*\*๒\. ประเด็นที่ต้องพัฒนา)", document)
    urgent = {code for code, *_ in question_rows(first)} | set(item_rows(first))
    develop = {code for code, *_, bullets in question_rows(second) if bullets}
    urgent |= {INDICATORS[name] for name, _, _ in headings(first)}
    develop |= {INDICATORS[name] for name, _, _ in headings(second)}
    assert set(scopes(measures, AnalysisKind.URGENT)) == urgent
    assert set(scopes(measures, AnalysisKind.DEVELOP)) == develop
    assert set(scopes(measures, AnalysisKind.KEEP)) == set()


def test_an_analysed_indicator_quotes_its_score_and_verdict(
    document: str, measures: Measures
) -> None:
    printed = [f"{name}ได้ {score} คะแนน {it}" for name, score, it in headings(document)]
    picked = {"lowest-four", "highest-three"}
    kept = [entry.text for entry in measures.analysis if entry.selection in picked]
    assert kept == printed


def test_every_rule_of_selection_stands_with_its_heading(
    document: str, measures: Measures
) -> None:
    rules = {rule.id: rule for rule in measures.selection}
    assert all(squeeze(rule.heading) in squeeze(document) for rule in rules.values())
    assert {entry.selection for entry in measures.analysis} == set(rules)
    assert [f"{rule.value}|{rule.count}" for rule in rules.values()] == [
        "85|4",
        "85|None",
        "85|3",
        "85|None",
    ]
    assert all(
        f"{rule.count} อันดับ" in rule.heading for rule in rules.values() if rule.count
    )


def test_a_measure_names_the_issue_as_printed(pairs: Pairs) -> None:
    assert len(pairs) == 8
    targets = [target for _, measure in pairs for target in measure.addresses]
    assert [str(target.code) for target in targets] == [
        f"2565:{code}" for code in MEASURED
    ]
    assert [squeeze(target.wording or "") for target in targets] == [
        squeeze(row[0]) for row, _ in pairs
    ]


def test_a_measure_has_the_steps_of_its_row(pairs: Pairs) -> None:
    for row, measure in pairs:
        printed = LABEL.findall(plain(row[2]))
        assert [step.label for step in preorder(measure.steps)] == printed
    assert [depth(measure.steps) for _, measure in pairs] == [1, 3, 1, 1, 2, 1, 1, 1]
    assert sum(1 for _, measure in pairs for _ in preorder(measure.steps)) == 58


def test_a_measure_has_the_units_of_its_row(pairs: Pairs, agency: Agency) -> None:
    names = {unit.id: unit.name for unit in agency.units}
    for row, measure in pairs:
        printed = [squeeze(unit) for unit in plain(row[1]).split("- ") if unit]
        assert [squeeze(unit.text) for unit in measure.units] == printed
    known = {(unit.unit, unit.text) for _, measure in pairs for unit in measure.units}
    assert {text for unit, text in known if unit is None} == {
        "ทุกส่วนราชการ",
        "ส่วนราชการที่เกี่ยวข้อง",
    }
    assert {(unit, text) for unit, text in known if unit} == set(names.items())


def test_a_measure_is_followed_up_as_its_row_says(pairs: Pairs) -> None:
    for row, measure in pairs:
        _, *printed = re.split(r"\d\. ", plain(row[3]))
        by = [
            "staff" if text.startswith("เจ้าหน้าที่") else "executive" for text in printed
        ]
        assert [str(entry.by) for entry in measure.follow_up] == by
        due = [entry.due_text or "" for entry in measure.follow_up]
        assert due == ["", "ภายในระยะเวลาที่กำหนด"]
        assert squeeze(printed[1]).endswith(due[1])


def test_what_the_document_does_not_say_is_left_out(measures: Measures) -> None:
    for measure in measures.measures:
        assert measure.title is None
        assert measure.schedule is None
        assert (measure.results, measure.outcomes, measure.expected) == ((), (), ())


def test_names_and_titles_stand_in_the_document(
    document: str, agency: Agency, scores: Scores, measures: Measures
) -> None:
    titles = [title.document for title in sources(agency, scores, measures)]
    titles += [title.title for title in measures.documents]
    titles += [agency.name, f"อำเภอ{agency.district} จังหวัด{agency.province}"]
    assert len(titles) == 6
    assert [title for title in titles if squeeze(title) not in squeeze(document)] == []


def test_every_number_stands_in_the_document(
    document: str, agency: Agency, scores: Scores, measures: Measures
) -> None:
    assert numbers_not_in(document, agency) == []
    assert numbers_not_in(document, scores) == []
    assert numbers_not_in(document, measures) == []


def test_both_printed_targets_are_kept(document: str, scores: Scores) -> None:
    percent = re.compile(r"ร้อยละ *(\d+)")
    front, _ = document.split("คะแนนภาพรวมหน่วยงาน")
    (source,) = sources(scores)
    assert percent.findall(source.note or "") == percent.findall(plain(front))


def test_every_number_of_a_measure_stands_in_its_row(pairs: Pairs) -> None:
    for row, measure in pairs:
        assert numbers_not_in(" ".join(row), measure) == []


def test_no_longer_sentence_is_the_document_s_own(
    document: str, agency: Agency, scores: Scores, measures: Measures
) -> None:
    texts = [entry.text for entry in measures.analysis]
    for measure in measures.measures:
        texts += [step.text for step in preorder(measure.steps)]
        texts += [entry.text for entry in measure.follow_up]
    assert len(texts) == 35 + 58 + 16
    texts += [source.note or "" for source in sources(agency, scores, measures)]
    own = squeeze(document)
    assert [text for text in texts if len(text) >= LONG and squeeze(text) in own] == []
