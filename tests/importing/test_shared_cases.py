"""The cases from the field, each as its README says it is right."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT
from each import each
from office_files import site
from prongsai.building import build
from prongsai.findings import has_errors
from prongsai.importing.read.readers import read_document
from prongsai.importing.run import is_about_measures, run
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.vocabulary import normalise
from prongsai.importing.understand.whole_document import understand
from prongsai.storage.limits import BadFileError

CASES = Path(__file__).parents[3] / "shared" / "cases"
UNITS = {normalise("กองคลัง"): "finance", normalise("สำนักปลัด"): "office"}

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="shared/cases is not beside the project"
)


def drafted(name: str, year: int = 2568) -> Draft:
    document = read_document(CASES / name)
    of_measures = is_about_measures(document)
    years = (year, year - 1) if of_measures else (year + 1, year)
    return understand(document, *years, UNITS)


def measures(draft: Draft) -> list[dict[str, Any]]:
    return list(draft.measures.get("measures", []))


def titles(draft: Draft) -> list[str]:
    return [measure["title"] for measure in measures(draft)]


def days(draft: Draft) -> list[tuple[str, str]]:
    schedules = [measure.get("schedule", {}) for measure in measures(draft)]
    return [(str(s.get("from", "")), str(s.get("to", ""))) for s in schedules]


def scores(draft: Draft, group: str = "indicators") -> list[str]:
    return [line["score"] for line in draft.scores[group]]


def statuses(draft: Draft) -> list[str]:
    return [m["results"][0].get("status", "") for m in measures(draft)]


def warned(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.document.warned]


def unplaced(tree: dict[str, Any]) -> list[str]:
    return [cell["text"] for cell in tree.get("unplaced", [])]


def test_a_negated_status_is_not_done() -> None:
    assert statuses(drafted("status-negated.docx")) == ["", "", "done"]


def test_a_day_that_is_only_planned_is_no_result() -> None:
    draft = drafted("status-planned.docx")
    assert statuses(draft) == ["", ""]
    assert not any("date" in m["results"][0] for m in measures(draft))


def test_a_heading_over_all_columns_is_no_measure() -> None:
    draft = drafted("row-merged-across.docx")
    assert titles(draft) == ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์"]
    assert unplaced(draft.measures) == ["ด้านการเปิดเผยข้อมูล"]
    assert [note.code for note in draft.open] == ["sub-heading"]


def test_a_cell_merged_across_takes_nothing_from_above() -> None:
    draft = drafted("cell-merged-two-columns.docx")
    assert "schedule" not in measures(draft)[1]


def test_marked_quarters_are_the_time_of_a_measure() -> None:
    draft = drafted("quarters-as-columns.docx")
    assert titles(draft) == ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์"]
    assert days(draft) == [("2567-10-01", "2568-03-31"), ("2568-04-01", "2568-09-30")]


def test_a_goal_beside_a_measure_is_expected() -> None:
    (measure,) = measures(drafted("kpi-column.docx"))
    assert measure["title"] == "อบรมพนักงาน"
    assert measure["expected"] == ["ผู้เข้าอบรมร้อยละ 80"]
    assert "addresses" not in measure


def test_a_percentage_is_the_score_that_is_shown() -> None:
    assert scores(drafted("score-as-percent.xlsx", 2567)) == ["91.27", "80.64", "100"]


def test_scores_are_rounded_as_they_are_shown() -> None:
    draft = drafted("score-shown-rounded.xlsx", 2567)
    assert scores(draft) == ["79.43", "91.01", "88.68"]


def test_a_buddhist_year_in_a_western_calendar_stays() -> None:
    draft = drafted("day-with-buddhist-year.xlsx")
    assert measures(draft)[0]["schedule"]["text"] == "31 มีนาคม 2568"
    assert days(draft) == [("2568-03-31", "2568-03-31")]


def test_a_month_is_the_whole_month() -> None:
    draft = drafted("month-only-date.xlsx")
    assert measures(draft)[0]["schedule"]["text"] == "มีนาคม 2568"
    assert days(draft) == [("2568-03-01", "2568-03-31")]


def test_a_weight_is_no_score() -> None:
    draft = drafted("weight-before-score.xlsx", 2567)
    assert scores(draft) == ["91.27", "80.64"]
    assert unplaced(draft.scores) == ["30", "85", "30", "85"]


def test_only_the_year_that_is_imported_has_its_scores() -> None:
    draft = drafted("two-years-side-by-side.xlsx", 2567)
    assert scores(draft) == ["94.73", "91.5"]
    assert "score-of-other-year" in [note.code for note in draft.open]


def test_all_times_of_a_schedule_count() -> None:
    assert days(drafted("schedule-several-times.docx")) == [
        ("2567-10-01", "2568-09-30"),
        ("", ""),
        ("2567-10-01", "2568-03-31"),
        ("2567-10-01", "2568-03-31"),
    ]


def test_marks_of_old_fonts_are_thai_signs() -> None:
    (measure,) = measures(drafted("thai-marks-from-pdf.docx"))
    assert measure["title"] == "จัดทำคู่มือให้ประชาชน"


def test_a_simple_field_is_read() -> None:
    assert measures(drafted("simple-field.docx"))[1]["units"] == [
        {"text": "สำนักปลัด", "unit": "office"}
    ]


def test_numbers_run_on_over_rows() -> None:
    labels = [
        [step["label"] for step in measure["steps"]]
        for measure in measures(drafted("numbers-run-on.docx"))
    ]
    assert labels == [["1", "2"], ["3", "4"]]


def test_a_row_that_begins_late_stays_under_its_headers() -> None:
    (measure,) = measures(drafted("row-begins-late.docx"))
    assert measure["title"] == "จัดทำคู่มือบริการ"
    assert "แจกคู่มือ" in measure["steps"][-1]["text"]
    assert measure["schedule"] == {"text": "ม.ค. 2568 เม.ย. 2568"}


def test_hidden_text_is_left_out_and_told() -> None:
    draft = drafted("hidden-text.docx")
    assert measures(draft)[0]["units"] == [{"text": "กองคลัง", "unit": "finance"}]
    assert warned(draft) == ["hidden-text"]


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    draft = drafted("hidden-row-and-column.xlsx")
    assert titles(draft) == ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์"]
    assert not any("note" in measure for measure in measures(draft))
    assert warned(draft) == ["hidden-columns", "hidden-rows"]


def test_a_footnote_is_told_and_its_mark_is_not_in_the_score() -> None:
    draft = drafted("footnote-at-score.docx")
    assert scores(draft) == ["91.27", "80.64"]
    assert warned(draft) == ["footnotes"]
    assert draft.scores["source"] == {"document": "footnote-at-score.docx"}


def test_a_sheet_that_excel_named_gives_no_source() -> None:
    draft = drafted("sheet-name-as-source.xlsx")
    assert draft.measures["source"] == {"document": "sheet-name-as-source.xlsx"}


def test_a_preview_is_no_picture() -> None:
    with pytest.raises(BadFileError, match="no-table"):
        read_document(CASES / "preview-picture.docx")


@each(
    ("name", "expected"),
    [
        (
            "blank-row-and-section.xlsx",
            ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์", "อบรมพนักงาน"],
        ),
        ("fields-above-header.xlsx", ["จัดทำคู่มือบริการ"]),
        ("layout-table.html", ["จัดทำคู่มือบริการ"]),
        ("pipe-table.md", ["จัดทำคู่มือบริการ"]),
        ("months-as-columns.docx", ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์"]),
    ],
)
def test_a_table_that_is_there_is_found(name: str, expected: list[str]) -> None:
    assert titles(drafted(name)) == expected


def test_marked_months_are_the_time_of_a_measure() -> None:
    assert days(drafted("months-as-columns.docx")) == [
        ("2567-10-01", "2567-11-30"),
        ("2568-01-01", "2568-03-31"),
    ]


@pytest.mark.slow
def test_a_plan_of_a_year_without_rules_is_imported_and_on_the_site(
    tmp_path: Path,
) -> None:
    folder = site(tmp_path)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    (done,) = run(
        tmp_path, [CASES / "plan-of-a-year-without-rules.docx"], folder.name, 2570
    )
    assert not done.conflicts
    made = build(tmp_path, datetime.date(2026, 11, 26))
    assert not has_errors(made.findings)
    assert made.site_errors == ()
    year = tmp_path / "build" / "site" / folder.name / "2570"
    pages = [path.read_text("utf-8") for path in year.rglob("*.html")]
    assert titles(done.draft)
    for title in titles(done.draft):
        assert any(title in page for page in pages)


def test_items_are_known_in_every_form_of_their_code() -> None:
    draft = drafted("oit-code-forms.xlsx", 2565)
    lines = [(line["code"], line["score"]) for line in draft.scores["items"]]
    assert lines == [("O1", "100"), ("O2", "100"), ("O3", "0")]
