"""Tables as agencies draw them: headers, pages, merged and shifted cells, headings."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from office_files import word
from prongsai.importing.read.readers import read_document
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.vocabulary import column, table
from prongsai.importing.understand.whole_document import understand
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.storage.limits import BadFileError

YEAR = 2568


def imported(path: Path, year: int = YEAR) -> Draft:
    draft = understand(read_document(path), year, year - 1, {})
    Measures.model_validate(draft.measures)
    Scores.model_validate(draft.scores)
    return draft


def of_text(tmp_path: Path, text: str, year: int = YEAR) -> Draft:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    return imported(path, year)


def of_html(tmp_path: Path, html: str) -> Draft:
    path = tmp_path / "a.html"
    path.write_text(html, "utf-8")
    return imported(path)


def rows(*lines: str) -> str:
    return "\n".join(line.replace("|", "\t") for line in lines) + "\n"


def test_a_header_in_another_form_needs_only_a_line_of_the_vocabulary(
    tmp_path: Path,
) -> None:
    for form, meaning in table("columns"):
        found = column(form)
        assert found is not None
        assert (found.name, found.sure) == (meaning, True)
    draft = of_text(tmp_path, rows("มาตรการ|ขั้น ตอน ฯ|ผู้ รับผิดชอบ", "ก|ข|ค"))
    assert draft.measures["measures"][0]["units"] == [{"text": "ค"}]


def test_a_header_that_is_nearly_known_is_a_guess(tmp_path: Path) -> None:
    draft = of_text(tmp_path, rows("มาตรการ|ขั้นตอน|หน่วยงานผู้รับผิดขอบ", "ก|ข|ค"))
    assert draft.measures["measures"][0]["units"] == [{"text": "ค"}]
    assert [note.code for note in draft.guessed] == ["header-guessed", "year-guessed"]


def test_the_cells_of_an_unknown_header_are_unplaced(tmp_path: Path) -> None:
    draft = of_text(tmp_path, rows("มาตรการ|ขั้นตอน|ของที่ระลึก", "ก|ข|๑๐๐ บาท"))
    assert draft.measures["unplaced"] == [
        {"table": "1", "row": "2", "column": "3", "text": "100 บาท"}
    ]
    assert [note.code for note in draft.open] == ["unknown-header"]


def test_a_table_goes_on_behind_a_repeated_header(tmp_path: Path) -> None:
    header = "มาตรการ|ขั้นตอน|ผู้รับผิดชอบ"
    draft = of_text(
        tmp_path, rows(header, "ก|1. ข|กอง", "", header, "|ค 2. ง|คลัง", "จ|ฉ|ช")
    )
    first, second = draft.measures["measures"]
    assert [step["text"] for step in first["steps"]] == ["ข ค", "ง"]
    assert first["units"] == [{"text": "กอง คลัง"}]
    assert second["title"] == "จ"


def test_a_heading_between_begins_a_new_table(tmp_path: Path) -> None:
    header = "มาตรการ|ขั้นตอน"
    text = (
        rows(header, "ก|ข")
        + "\n๒) การให้บริการและระบบ E-Service\n\n"
        + rows(header, "ค|ง")
    )
    draft = of_text(tmp_path, text)
    topics = [measure.get("topic") for measure in draft.measures["measures"]]
    assert topics == [None, "2"]


def test_a_table_without_its_header_goes_on(tmp_path: Path) -> None:
    draft = of_text(tmp_path, rows("มาตรการ|ขั้นตอน", "ก|ข", "", "ค|ง"))
    assert [m["title"] for m in draft.measures["measures"]] == ["ก", "ค"]


def test_rows_with_empty_leading_cells_go_on_within_a_table(tmp_path: Path) -> None:
    draft = of_text(tmp_path, rows("มาตรการ|ขั้นตอน|ผลการดำเนินการ", "ก|1. ข|ค", "|2. ง|"))
    (measure,) = draft.measures["measures"]
    assert [step["text"] for step in measure["steps"]] == ["ข", "ง"]


def test_a_merged_cell_is_of_every_row_that_it_covers(tmp_path: Path) -> None:
    draft = of_html(
        tmp_path,
        "<table><tr><th>ประเด็น<th>มาตรการ<th>ขั้นตอน<th>ผู้รับผิดชอบ</tr>"
        "<tr><td rowspan=2>e1 ข้อความ<td>ก<td>ข<td rowspan=2>กองคลัง</tr>"
        "<tr><td>ค<td>ง</tr></table>",
    )
    first, second = draft.measures["measures"]
    assert (first["title"], second["title"]) == ("ก", "ค")
    assert first["units"] == second["units"] == [{"text": "กองคลัง"}]
    assert first["addresses"] == second["addresses"]
    assert first["addresses"][0]["code"] == "2567:e1"


def test_a_header_of_two_rows_is_one(tmp_path: Path) -> None:
    draft = of_html(
        tmp_path,
        "<table><tr><th rowspan=2>มาตรการ<th rowspan=2>ขั้นตอน"
        "<th colspan=2>ผลการดำเนินการ</tr>"
        "<tr><th>ผลการดำเนินงาน<th>ปัญหาและอุปสรรค</tr>"
        "<tr><td>ก<td>ข<td>ค<td>ง</tr></table>",
    )
    (measure,) = draft.measures["measures"]
    assert measure["results"][0]["summary"] == "ค"
    assert measure["results"][0]["obstacle"] == "ง"
    assert not draft.measures.get("unplaced")


def test_a_row_that_lacks_the_cell_of_its_unit_is_put_right(tmp_path: Path) -> None:
    cells = (
        "ประเด็น ก",
        "<p>กองคลัง</p><p>1. ร่าง</p><p>2. เผยแพร่</p>",
        "1. เจ้าหน้าที่รายงาน",
        "ภายในเดือนตุลาคม 2567",
        "ทำแล้ว",
    )
    header = "ประเด็น|ผู้รับผิดชอบ|ขั้นตอน|การกำกับติดตาม|การดำเนินการ"
    draft = of_text(tmp_path, rows(header, "|".join(cells)))
    (measure,) = draft.measures["measures"]
    assert measure["units"] == [{"text": "กองคลัง"}]
    assert [step["text"] for step in measure["steps"]] == ["ร่าง", "เผยแพร่"]
    assert [each["text"] for each in measure["follow_up"]] == [
        "เจ้าหน้าที่รายงาน",
        "ภายในเดือนตุลาคม 2567",
    ]
    assert "columns-shifted" in [note.code for note in draft.guessed]


def test_numbers_of_rows_are_accounted_for_only_where_they_count(
    tmp_path: Path,
) -> None:
    draft = of_text(tmp_path, rows("ที่|มาตรการ|ขั้นตอน", "๑|ก|ข", "๒|ค|ง", "๗|จ|ฉ"))
    assert [cell["text"] for cell in draft.measures["unplaced"]] == ["7"]


def test_numbers_of_a_list_that_do_not_count_stay_in_the_text(tmp_path: Path) -> None:
    header = "มาตรการ|ขั้นตอน|ผลการดำเนินการ"
    draft = of_text(tmp_path, rows(header, "ก|1. ข|<p>2. ทำแล้ว</p><p>4. เผยแพร่แล้ว</p>"))
    (measure,) = draft.measures["measures"]
    summaries = [result["summary"] for result in measure["results"]]
    assert summaries == ["2. ทำแล้ว", "4. เผยแพร่แล้ว"]


def test_results_answer_follow_ups_only_where_all_numbers_correspond(
    tmp_path: Path,
) -> None:
    header = "มาตรการ|ขั้นตอน|การกำกับติดตาม|การดำเนินการ"
    watch = "1. รายงานผลคู่มือการให้บริการ 2. รายงานสถิติเรื่องร้องเรียน"
    same = "1. รายงานผลคู่มือการให้บริการแล้ว 2. รายงานสถิติเรื่องร้องเรียนแล้ว"
    crossed = "1. รายงานสถิติเรื่องร้องเรียนแล้ว 2. รายงานผลคู่มือการให้บริการแล้ว"
    draft = of_text(
        tmp_path, rows(header, f"ก|ข|{watch}|{same}", f"ค|ง|{watch}|{crossed}")
    )
    first, second = draft.measures["measures"]
    assert [r.get("answers") for r in first["results"]] == [["m01-f1"], ["m01-f2"]]
    assert [r.get("answers") for r in second["results"]] == [None, None]
    assert [note.code for note in draft.open] == ["numbers-differ"]


def test_statements_with_their_scores_in_one_cell(tmp_path: Path) -> None:
    draft = of_text(
        tmp_path,
        rows(
            "ข้อคำถาม|คะแนน|ประเด็นที่ควรพัฒนา",
            "E6 มีลักษณะดังนี้ ☐ เข้าถึงง่าย ☐ หลากหลาย|90.09 91.32 88.87|ปรับปรุง",
            "E7 ชัดเจนเพียงใด|89.36 1.00|ปรับปรุง",
        ),
        2566,
    )
    first, second = draft.scores["questions"]
    assert first["statements"] == [
        {"text": "เข้าถึงง่าย", "score": "91.32"},
        {"text": "หลากหลาย", "score": "88.87"},
    ]
    assert second["remark"] == "89.36 1.00"
    assert "scores-uncounted" in [note.code for note in draft.open]


def test_a_score_printed_twice_in_two_ways_is_not_overwritten(tmp_path: Path) -> None:
    header = "ตัวชี้วัด|คะแนน"
    line = "การปฏิบัติหน้าที่"
    draft = of_text(tmp_path, rows(header, f"{line}|91.71", f"{line}|19.71"))
    assert draft.scores["indicators"][0]["score"] == "91.71"
    assert [cell["text"] for cell in draft.scores["unplaced"]] == ["19.71"]
    assert [note.code for note in draft.contradicts] == ["printed-twice"]


def test_outcomes_that_name_no_code_stay_words(tmp_path: Path) -> None:
    header = "มาตรการ|ขั้นตอน|ผลลัพธ์"
    outcome = "i1 ข้อความหนึ่ง ผลคะแนน ๑๐๐ ๙๙ ข้อความสอง ผลคะแนน ๘๐ ท้าย"
    draft = of_text(tmp_path, rows(header, f"ก|ข|{outcome}"))
    first, second, third = draft.measures["measures"][0]["outcomes"]
    assert first["scores"][0]["code"] == "2567:i1"
    assert second == {"text": "99 ข้อความสอง ผลคะแนน 80"}
    assert third == {"text": "ท้าย"}


def test_a_word_file_keeps_its_lists_and_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word([("มาตรการ", "ขั้นตอน"), ("ก", "1. ข\n2. ค")], "หัวเรื่อง"))
    draft = imported(path)
    assert [s["text"] for s in draft.measures["measures"][0]["steps"]] == ["ข", "ค"]


def test_an_excel_file_keeps_merged_cells_dates_and_sheets(tmp_path: Path) -> None:
    import datetime

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("ก", "ข", "กองคลัง", datetime.date(2025, 3, 31)),
        ("ค", "ง", None, "รายเดือน"),
    ):
        sheet.append(list(line))
    sheet.merge_cells("C2:C3")
    scores = book.create_sheet("คะแนน")
    scores.append(["ตัวชี้วัด", "คะแนน"])
    scores.append(["การปฏิบัติหน้าที่", 91.7])
    scores["B2"].number_format = "0.00"
    hidden = book.create_sheet("ซ่อน")
    hidden.append(["มาตรการ", "ขั้นตอน"])
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "a.xlsx"
    path.write_bytes(stream.getvalue())
    draft = imported(path)
    first, second = draft.measures["measures"]
    assert first["schedule"]["from"] == "2568-03-31"
    assert second["units"] == [{"text": "กองคลัง"}]
    assert draft.scores["indicators"][0]["score"] == "91.70"
    assert len(draft.document.tables) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_text_in_the_encodings_of_windows(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("มาตรการ,ขั้นตอน\nก,ข\n".encode(encoding))
    assert imported(path).measures["measures"][0]["title"] == "ก"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_of_a_csv(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'มาตรการ{separator}ขั้นตอน\nก{separator}"ข\nค"\n', "utf-8")
    steps = imported(path).measures["measures"][0]["steps"]
    assert [step["text"] for step in steps] == ["ข", "ค"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="cannot-open"):
        read_document(tmp_path / "none.txt")


def test_what_a_table_of_scores_could_not_place_stands_with_the_scores(
    tmp_path: Path,
) -> None:
    scores = rows("ตัวชี้วัด|คะแนน|อื่น", "การปฏิบัติหน้าที่|91.71|ก", "ไม่มีชื่อนี้|10|")
    measures = rows("มาตรการ|ขั้นตอน|อื่น", "ข|ค|ง")
    draft = of_text(tmp_path, f"{scores}\nหัวข้อ\n\n{measures}")
    assert [cell["text"] for cell in draft.scores["unplaced"]] == ["ก", "ไม่มีชื่อนี้", "10"]
    assert [cell["text"] for cell in draft.measures["unplaced"]] == ["ง"]
