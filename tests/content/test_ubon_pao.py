"""อบจ.อุบลราชธานี against its document, counted here without the importer."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from statistics import mean

import pytest

from prongsai.model.agency import Agency
from prongsai.model.measures import AnalysisKind, Measure, Measures, Step
from prongsai.model.scores import Scores
from prongsai.model.source import Source
from prongsai.thai.digits import to_arabic
from seeds import decimals, load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds

INDICATORS = {
    "การปฏิบัติหน้าที่": "1",
    "การใช้งบประมาณ": "2",
    "การใช้อำนาจ": "3",
    "การใช้ทรัพย์สินของราชการ": "4",
    "การแก้ไขปัญหาการทุจริต": "5",
    "คุณภาพการดำเนินงาน": "6",
    "ประสิทธิภาพการสื่อสาร": "7",
    "การปรับปรุงการทำงาน": "8",
    "การเปิดเผยข้อมูล": "9",
    "การป้องกันการทุจริต": "10",
}
MEASURED = ["O38", "10.2", "2", "4", "5", "7", "1", "8"]
"""What the rows of the table of measures are about, from top to bottom."""

HEADER = re.compile(r"ลำดับ|ข้อคำถาม|ข้อความ|ประเด็นที่ต้องปรับปรุงแก้ไข/")
HEADING = re.compile(
    r"^\**\d\) ตัวชี้วัด(\D+) ([\d.]+) คะแนน ผลการประเมิน *([^\s*]+)\**$", re.MULTILINE
)
QUESTION = re.compile(r"(ข้อ |E|1)(\d+) |(2) (?=บุคคลากร)")
STATEMENT = re.compile(r"<input[^>]*>|(?<=\s)- (?:ใ้)?")
LABEL = re.compile(r"(?<!\S)(?:\(\d+\)|\d+[.)]|-)(?!\S)")
VERDICTS = ("ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์")
LONG = 60

Pairs = list[tuple[list[str], Measure]]
QuestionRow = tuple[str, str, list[str], list[Decimal], list[str]]


def plain(text: str) -> str:
    """Fold digits, put blanks for tags, and fold white space."""
    return " ".join(re.sub(r"<[^>]*>", " ", to_arabic(text)).split())


def squeeze(text: str) -> str:
    """Drop all white space too: line breaks inside a cell mean nothing."""
    return plain(text).replace(" ", "")


def rows_of(document: str, width: int) -> list[list[str]]:
    """Return the rows of `width` cells, but no headers."""
    rows = table_rows(to_arabic(document))
    return [row for row in rows if len(row) == width and not HEADER.match(row[0])]


def joined(rows: list[list[str]]) -> list[list[str]]:
    """Put a row that goes on after a page break back to the row above."""
    whole: list[list[str]] = []
    for row in rows:
        if row[0] and any(row[1:]):
            whole.append(row)
        else:
            whole[-1] = [" ".join(pair) for pair in zip(whole[-1], row, strict=True)]
    return whole


def question_rows(document: str) -> Iterator[QuestionRow]:
    """Yield code, wording, statements, scores and guidance of every question."""
    low = [row[2:] for row in rows_of(document, 5) if QUESTION.match(row[2])]
    for question, scores, guidance in low + joined(rows_of(document, 3)):
        match = QUESTION.match(question)
        assert match is not None, question
        letter = "e" if match[1] == "E" else "i"
        code = letter + (match[2] or "6")
        wording, *statements = STATEMENT.split(question[match.end() :])
        bullets = [bullet for bullet in plain(guidance).split("- ") if bullet]
        figures = [Decimal(score) for score in decimals(scores)]
        yield code, wording, statements, figures, bullets


def item_rows(document: str) -> dict[str, list[str]]:
    """Return the cells of every item from its title on, by code."""
    return {
        f"O{cell[1:3]}": [cell[4:], *row[at + 1 :]]
        for row in table_rows(to_arabic(document))
        for at, cell in enumerate(row)
        if re.match(r"0\d\d ", cell)
    }


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


def test_total_and_level_are_those_of_the_summary_line(
    document: str, scores: Scores
) -> None:
    total = re.search(r": ([\d.]+) คะแนน ระดับผลการประเมิน (\w)", plain(document))
    assert total is not None
    assert total.groups() == (str(scores.total), scores.level)


def test_all_ten_indicators_stand_with_score_and_verdict(
    document: str, scores: Scores
) -> None:
    ranking = [row for row in rows_of(document, 5) if row[4] in VERDICTS]
    printed = {INDICATORS[row[2]]: (row[3], row[4]) for row in ranking}
    kept = {line.code: (str(line.score), line.verdict) for line in scores.indicators}
    assert len(ranking) == len(scores.indicators) == 10
    assert kept == printed


def test_every_question_has_the_scores_of_its_row(
    document: str, scores: Scores
) -> None:
    printed = {
        code: (figures[0], figures[1:])
        for code, _, _, figures, _ in question_rows(document)
    }
    kept = {
        question.code: (
            question.score,
            [line.score for line in question.statements if line.score is not None],
        )
        for question in scores.questions
    }
    assert len(scores.questions) == len(printed) == 26
    assert kept == printed


def test_wordings_of_questions_and_statements_stand_as_printed(
    document: str, scores: Scores
) -> None:
    printed = {
        code: [squeeze(wording), *map(squeeze, statements)]
        for code, wording, statements, _, _ in question_rows(document)
    }
    kept = {
        question.code: [
            squeeze(question.wording or ""),
            *(squeeze(line.text) for line in question.statements),
        ]
        for question in scores.questions
    }
    assert sum(map(len, printed.values())) == 26 + 24
    assert kept == printed


def test_items_stand_with_their_scores(document: str, scores: Scores) -> None:
    printed = item_rows(document)
    assert {line.code: str(line.score) for line in scores.items} == {
        code: cells[1] for code, cells in printed.items()
    }
    wordings = {line.code: line.wording for line in scores.items if line.wording}
    assert wordings == {"O38": printed["O38"][0]}


def test_no_printed_score_is_lost_and_none_is_added(
    document: str, scores: Scores
) -> None:
    kept = [scores.total, *(line.score for line in scores.indicators)]
    for question in scores.questions:
        kept += [question.score, *(line.score for line in question.statements)]
    assert {str(score) for score in kept if score is not None} == set(
        decimals(document)
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [("e6", "90.09"), ("i11", "84.68"), ("i12", "73.29"), ("i28", "80.55")],
)
def test_a_question_is_the_mean_of_its_statements(
    code: str, expected: str, scores: Scores
) -> None:
    (question,) = (line for line in scores.questions if line.code == code)
    statements = [line.score for line in question.statements if line.score is not None]
    assert question.score == Decimal(expected)
    assert abs(mean(statements) - Decimal(expected)) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("code", "questions"),
    [
        ("1", "i1 i2 i3 i4 i5 i6"),
        ("7", "e6 e7 e8 e9 e10"),
        ("8", "e11 e12 e13 e14 e15"),
    ],
)
def test_an_indicator_is_the_mean_of_its_questions(
    code: str, questions: str, scores: Scores
) -> None:
    indicator = {line.code: line.score for line in scores.indicators}[code]
    of = [
        line.score
        for line in scores.questions
        if line.code in questions.split() and line.score is not None
    ]
    assert len(of) == len(questions.split())
    assert abs(mean(of) - indicator) <= Decimal("0.01")


def test_the_total_follows_from_the_indicators(scores: Scores) -> None:
    of = {int(line.code): line.score for line in scores.indicators}
    internal, external, published = (
        mean(of[number] for number in numbers)
        for numbers in (range(1, 6), range(6, 9), range(9, 11))
    )
    total = (3 * internal + 3 * external + 4 * published) / 10
    assert scores.total is not None
    assert abs(total - scores.total) <= Decimal("0.01")


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
