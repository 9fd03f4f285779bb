"""Reports: whole outputs, shapes, limits; what is new, old and fixed."""

import dataclasses
import datetime
import json
import re
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from each import each
from golden import same_as_golden
from prongsai import messages
from prongsai.cli.check import FORMATS
from prongsai.findings import Finding, Place, Rule
from prongsai.model.catalogue import Authority
from prongsai.reports.formats import REPORTS
from prongsai.reports.github import MOST as MOST_ANNOTATIONS
from prongsai.reports.markdown import MARKER, MOST
from prongsai.reports.report import Heading, Report, ReportState, compare
from prongsai.reports.text import STYLES, text_lines
from prongsai.reports.words import whose_rule
from prongsai.site.escape import for_comment

HERE = Path(__file__).parent
HEADING = Heading(
    program="2569.1",
    catalogue=datetime.date(2026, 11, 20),
    date=datetime.date(2026, 11, 21),
    commit="0123456789abcdef0123456789abcdef01234567",
    prefix="เว็บ/",
)
YEAR = "content/agencies/plalai/2568"


def unit(line: int, code: str = "O5", value: str = "plan") -> Finding:
    return Finding(
        code="personal-phone-in-data",
        place=Place(path=f"{YEAR}/disclosures.yml", line=line, column=5),
        facts=(("seen", value),),
        agency="plalai",
        year=2568,
        subject=code,
        field="owner",
        rule=Rule(authority="official", source="คู่มือ ITA หน้า 41"),
    )


def score(line: int, code: str) -> Finding:
    return Finding(
        code="bad-score",
        place=Place(path=f"{YEAR}/scores.yml", line=line, column=5),
        facts=(("value", "195"), ("field", "score")),
        agency="plalai",
        year=2568,
        subject=code,
        field="score",
    )


SITE = Finding(
    code="empty-field",
    place=Place(path="content/site.yml", line=3, column=1),
    facts=(("field", "title | <b>, 100%: @me"),),
    field="title",
    only_hint=True,
)
FINDINGS = (
    *(score(10 * number, str(number)) for number in range(1, 6)),
    unit(162),
    unit(174, "O6"),
    SITE,
)
REPORT = Report(
    heading=HEADING,
    findings=FINDINGS,
    language="th",
    names={"plalai": "เทศบาลตำบลปลาไหล"},
    titles={(2568, "O5"): "แผนยุทธศาสตร์", (2568, "O6"): "แผนและความก้าวหน้า"},
)
COMPARED = dataclasses.replace(
    REPORT, since=compare("main", (*FINDINGS[:-2], unit(9, "O7")), FINDINGS)
)
MANY = dataclasses.replace(
    REPORT, findings=tuple(unit(line, f"O{line}") for line in range(1, 3001))
)


def schema(name: str) -> dict[str, object]:
    text = (HERE / name).read_text(encoding="utf-8")
    read: dict[str, object] = json.loads(text)
    return read


def validate(value: object, shape: dict[str, object]) -> None:
    jsonschema.validate(
        value, shape, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_the_command_offers_every_format() -> None:
    assert tuple(REPORTS) == FORMATS


@pytest.mark.parametrize("form", REPORTS)
def test_whole_reports_are_as_they_were(form: str, *, update_golden: bool) -> None:
    path = HERE / "golden" / f"check.{form}.txt"
    same_as_golden(path, REPORTS[form](COMPARED), update=update_golden)


def test_the_text_report_speaks_english_too(*, update_golden: bool) -> None:
    report = dataclasses.replace(COMPARED, language="en")
    path = HERE / "golden" / "check.en.txt"
    same_as_golden(path, REPORTS["text"](report), update=update_golden)


@each("report", [REPORT, COMPARED, Report(heading=HEADING, findings=())])
def test_json_keeps_its_documented_shape(report: Report) -> None:
    shape = "../../generator/prongsai/reports/report.schema.json"
    validate(json.loads(REPORTS["json"](report)), schema(shape))


@each("report", [REPORT, COMPARED, Report(heading=HEADING, findings=())])
def test_sarif_is_valid(report: Report) -> None:
    value = json.loads(REPORTS["sarif"](report))
    validate(value, schema("sarif-2.1.0-part.json"))
    run = value["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]


@each("report", [REPORT, COMPARED, Report(heading=HEADING, findings=())])
def test_junit_is_valid_and_counts_right(report: Report) -> None:
    root = etree.fromstring(REPORTS["junit"](report).encode())
    etree.XMLSchema(etree.parse(HERE / "junit.xsd")).assertValid(root)
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))


def test_junit_drops_what_xml_has_no_place_for() -> None:
    odd = dataclasses.replace(SITE, facts=(("field", "a\x00\x0bb\ufffe"),))
    report = dataclasses.replace(REPORT, findings=(odd,))
    assert etree.fromstring(REPORTS["junit"](report).encode()).tag == "testsuites"


def test_gitlab_has_one_entry_a_fingerprint() -> None:
    twice = dataclasses.replace(REPORT, findings=(unit(1), unit(2), unit(3, "O6")))
    entries = json.loads(REPORTS["gitlab"](twice))
    assert [unit(1).fingerprint, unit(3, "O6").fingerprint] == [
        entry["fingerprint"] for entry in entries
    ]
    assert entries[0]["description"].endswith("(และอีก 1 แห่งแบบเดียวกัน)")
    for entry in entries:
        assert set(entry) == {
            "description",
            "check_name",
            "fingerprint",
            "severity",
            "location",
        }
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"].startswith("เว็บ/content/")


def test_github_annotations_are_escaped() -> None:
    report = dataclasses.replace(REPORT, findings=(SITE,))
    line = REPORTS["github"](report).splitlines()[0]
    properties, _, data = line.removeprefix("::notice ").partition("::")
    assert properties == (
        "file=เว็บ/content/site.yml,line=3,col=1,title=ควรแก้ [empty-field]"
    )
    assert "title | <b>, 100%25: @me" in data
    assert "%0A→ " in data


def test_github_gets_ten_annotations_a_kind_new_ones_first() -> None:
    since = compare("main", MANY.findings[:-2], MANY.findings)
    report = dataclasses.replace(MANY, since=since)
    lines = REPORTS["github"](report).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == MOST_ANNOTATIONS
    assert "line=2999," in commands[0]
    assert "line=3000," in commands[1]
    assert lines[MOST_ANNOTATIONS].startswith("เรื่อง “เสี่ยงเสียคะแนน” ยังมีอีก 2990 เรื่อง")


@pytest.mark.slow
def test_a_markdown_comment_stays_below_the_limit_and_counts_the_rest() -> None:
    titles = {(2568, f"O{number}"): "แผน" * 9 for number in range(1, 3001)}
    text = REPORTS["markdown"](dataclasses.replace(MANY, titles=titles))
    assert len(text.encode()) <= MOST < 65_536
    assert text.splitlines()[0] == MARKER
    shown = text.count("<code>")
    assert f"ตัดออก {3000 - shown} เรื่องเพราะยาวเกิน" in text
    assert text.endswith("</sub>\n")


@each(
    ("text", "safe"),
    [
        ("@all", "&#64;\u200ball"),
        ("#12", "&#35;\u200b12"),
        ("a|b", "a&#124;b"),
        ("- x", "&#45; x"),
        ("<img>", "&#60;img&#62;"),
        ("https://a.example", "https&#58;//a.example"),
        ("www.a.example", "www&#46;a.example"),
        ("ข้อ\n1", "ข้อ 1"),
    ],
)
def test_text_cannot_become_markup_in_a_comment(text: str, safe: str) -> None:
    assert for_comment(text) == safe


def test_the_worst_and_newest_things_come_first() -> None:
    lines = REPORTS["text"](REPORT).splitlines()
    top = lines[lines.index("ทำ 3 เรื่องนี้ก่อน") + 1 :]
    assert top[0] == "  1. กันเผยแพร่: เทศบาลตำบลปลาไหล · 2568/scores.yml"
    assert top[1].endswith("(และอีก 4 แห่งแบบเดียวกัน)")
    assert top[4].startswith("  2. เสี่ยงเสียคะแนน: ")
    assert top[8].startswith("  3. ควรแก้: ทั้งเว็บไซต์")


def test_three_findings_are_not_told_twice() -> None:
    report = dataclasses.replace(REPORT, findings=FINDINGS[:3])
    assert "นี้ก่อน" not in REPORTS["text"](report)


def test_nothing_found_is_not_called_complete() -> None:
    text = REPORTS["text"](Report(heading=HEADING, findings=()))
    assert "ส่วนที่ยังไม่มีใครดูไม่นับว่าครบ" in text


def test_every_line_has_a_known_style_and_no_colour_of_its_own() -> None:
    for line in text_lines(COMPARED):
        assert line.style in {"", *STYLES}
        assert "\x1b" not in line.text


@each("language", messages.LANGUAGES)
@each("authority", Authority)
def test_every_authority_has_words(authority: Authority, language: str) -> None:
    words = whose_rule(Rule(authority=authority.value, source="x"), language)
    assert "(x)" in words
    assert whose_rule(Rule(authority=authority.value, source=""), language)


def test_every_word_of_the_reports_is_there_in_both_languages() -> None:
    for key, entry in messages._table("report").items():
        assert set(entry) == set(messages.LANGUAGES), key
        fields = [set(re.findall(r"\{(\w+)\}", entry[name])) for name in entry]
        assert fields[0] == fields[1], key


@each(
    ("before", "now", "new", "old", "fixed"),
    [
        ([], [unit(1)], 1, 0, 0),
        ([unit(1)], [], 0, 0, 1),
        ([unit(1)], [unit(99)], 0, 1, 0),
        ([unit(1), unit(2), unit(3)], [unit(8), unit(9)], 0, 2, 1),
        ([unit(1)], [unit(1), unit(2)], 1, 1, 0),
        ([unit(1)], [unit(1, "O6")], 1, 0, 1),
    ],
)
def test_new_old_and_mended_are_told_apart(
    before: list[Finding], now: list[Finding], new: int, old: int, fixed: int
) -> None:
    since = compare("main", before, now)
    found = (len(since.new), len(since.old), len(since.fixed))
    assert found == (new, old, fixed)


def test_of_findings_with_one_fingerprint_those_with_the_same_facts_match() -> None:
    added, kept = unit(1, value="b"), unit(7, value="a")
    since = compare("main", [unit(3, value="a")], [added, kept])
    assert since.new == (added,)
    assert since.state(kept) is ReportState.OLD


def test_what_a_new_error_hides_is_not_called_mended() -> None:
    since = compare("main", [unit(1), SITE], [score(1, "1")])
    assert list(since.fixed) == [SITE]
    assert [unit(1)] == list(since.unseen)
