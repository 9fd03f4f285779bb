"""Files that are damaged, dangerous or too big: a clear word, and nothing written."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from prongsai import messages
from workbook_project import FOLDER, Hands, export, import_, project, prongsai, yaml

pytestmark = pytest.mark.slow


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def measures_part(file: Path) -> str:
    """Return the name of the part that holds the sheet of measures."""
    hands = Hands(file)
    at = hands.book.sheetnames.index(hands.sheet("measures").title)
    return f"xl/worksheets/sheet{at + 1}.xml"


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_macro(file: Path) -> bytes:
    return packed(parts(file) | {"xl/vbaProject.bin": b"macro"})


def with_links(file: Path) -> bytes:
    return packed(parts(file) | {"xl/externalLinks/externalLink1.xml": b"<x/>"})


def with_bomb(file: Path) -> bytes:
    return packed(parts(file) | {"xl/worksheets/sheet1.xml": b" " * 50_000_000})


def with_a_huge_sheet(file: Path) -> bytes:
    row = b"<row><c t='inlineStr'><is><t>0123456789</t></is></c></row>"
    return packed(parts(file) | {"xl/worksheets/sheet1.xml": row * 3_500_000})


def with_entities(file: Path) -> bytes:
    sheet = parts(file)["xl/worksheets/sheet1.xml"]
    head = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
    return packed(parts(file) | {"xl/worksheets/sheet1.xml": head + sheet})


def cut(file: Path) -> bytes:
    return file.read_bytes()[:-2000]


def damaged_inside(file: Path) -> bytes:
    name = measures_part(file)
    sheet = parts(file)[name]
    return packed(parts(file) | {name: sheet[: len(sheet) // 2]})


def with_many_columns(file: Path) -> bytes:
    hands = Hands(file)
    for column in range(1, 16_001, 40):
        hands.sheet("measures").cell(3, column + 60).value = "x"
    return hands.save().read_bytes()


def with_a_touched_base(file: Path) -> bytes:
    hands = Hands(file)
    sheet = hands.book["_prongsai"]
    for row in sheet.iter_rows():
        if row[0].value == "base":
            row[1].value = row[1].value.replace("มาตรการหนึ่ง", "มาตรการสอง")
    return hands.save().read_bytes()


def of_a_newer_version(file: Path) -> bytes:
    hands = Hands(file)
    for row in hands.book["_prongsai"].iter_rows():
        if row[0].value == "prongsai":
            row[1].value = "99"
    return hands.save().read_bytes()


def of_another_agency(file: Path) -> bytes:
    hands = Hands(file)
    for row in hands.book["_prongsai"].iter_rows():
        if row[0].value == "agency":
            row[1].value = "../../etc"
    return hands.save().read_bytes()


BAD: dict[Callable[[Path], bytes], str] = {
    with_macro: "แมโคร",
    with_links: "สมุดงานอื่น",
    with_bomb: "",
    with_a_huge_sheet: "",
    with_entities: "",
    cut: "",
    damaged_inside: "",
    with_many_columns: "100",
    with_a_touched_base: "แผ่นงานซ่อนของสมุดงานเสียหรือถูกแก้",
    of_a_newer_version: "โปรดติดตั้งโปรแกรมรุ่นใหม่",
    of_another_agency: "ไม่มีในโฟลเดอร์นี้",
}


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_a_bad_workbook_is_refused_whole(
    tmp_path: Path, make: Callable[[Path], bytes]
) -> None:
    root = project(tmp_path)
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ไม่ควรถูกเขียน")
    file = hands.save()
    file.write_bytes(make(file))
    before = yaml(root)
    done = import_(root, file, "--agency", "thot", "--year", "2568")
    assert done.exit_code == 1, done.output
    assert "book.xlsx" in done.output
    assert BAD[make] in done.output
    assert yaml(root) == before


def test_a_password_is_told(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = root / "locked.xlsx"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    file.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(5000))
    done = import_(root, file, "--agency", "thot", "--year", "2568")
    assert done.exit_code == 1
    assert "รหัสผ่าน" in done.output


def test_a_formula_gives_its_value_with_a_warning(tmp_path: Path) -> None:
    root = project(tmp_path)
    hands = Hands(export(root))
    hands.cell("measures", "note", "m-09").value = "=1+1"
    file = hands.save()
    unknown = import_(root, file)
    assert unknown.exit_code == 0
    assert "เป็นสูตรที่ยังไม่มีค่า" in unknown.output
    assert "note" not in yaml(root)
    name = measures_part(file)
    sheet = parts(file)[name]
    assert b"<f>1+1</f><v/>" in sheet or b"<f>1+1</f><v></v>" in sheet
    new = sheet.replace(b"<v/>", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>")
    file.write_bytes(packed(parts(file) | {name: new}))
    known = import_(root, file)
    assert "เป็นสูตร ใช้ค่าที่คำนวณไว้: 2" in known.output
    assert "note: " in yaml(root)


def test_a_file_with_errors_stops_export_and_import(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = export(root)
    path = root / "content/agencies/thot/2568/measures.yml"
    path.write_text(path.read_text() + "  - title: ไม่มีรหัส\n")
    done = import_(root, file)
    assert done.exit_code == 1
    assert "measures.yml มีเรื่องที่กันเผยแพร่" in done.output


def test_another_excel_file_needs_an_agency_where_there_are_several(
    tmp_path: Path,
) -> None:
    root = project(tmp_path)
    agencies = (root / FOLDER).parent.parent
    (agencies / "other").mkdir()
    own = (agencies / "thot" / "agency.yml").read_bytes()
    (agencies / "other" / "agency.yml").write_bytes(own)
    file = root / "other.xlsx"
    Workbook().save(file)
    done = import_(root, file)
    asked = messages.text("workbook", "needs-agency", "th", known="other, thot")
    assert done.exit_code == 2
    assert done.output.endswith(f"{asked}\n")


def test_text_outside_the_table_is_told(tmp_path: Path) -> None:
    root = project(tmp_path)
    hands = Hands(export(root))
    hands.sheet("measures")["Z3"] = "จดไว้ข้าง ๆ"
    done = import_(root, hands.save())
    assert "Z3 อยู่นอกตาราง จึงไม่ได้นำเข้า: จดไว้ข้าง ๆ" in done.output


def test_a_text_too_long_for_a_cell_stays_in_yaml(tmp_path: Path) -> None:
    words = "คำ " * 12_000
    root = project(
        tmp_path, {"measures": f"measures:\n  - id: m1\n    note: {words}\n"}
    )
    before = yaml(root)
    hands = Hands(export(root))
    assert import_(root, hands.save()).output == "ไม่มีอะไรเปลี่ยน\n"
    hands.put("measures", ("m1",), note="สั้น")
    assert import_(root, hands.save()).exit_code == 1
    assert yaml(root) == before


def test_without_openpyxl_both_commands_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    file = export(root)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for done in (
        import_(root, file),
        prongsai("export", "--xlsx", "-C", root, "-o", root / "again.xlsx"),
    ):
        assert done.exit_code == 2
        assert "pip install 'prongsai[import]'" in done.output
    assert not (root / "again.xlsx").exists()
