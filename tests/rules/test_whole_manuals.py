"""Manuals of several files, and manuals whose items have moved to other codes."""

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manuals import FORMATS, Shape, asked_of
from prongsai.cli import cli
from prongsai.loading.catalogues import catalogue
from prongsai.loading.load import load
from prongsai.model.catalogue import Catalogue
from prongsai.storage.content_folder import read_sources
from small_site import AGENCY, write

YEAR = 2569


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path, {f"{AGENCY}/2570/survey.yml": "{}\n"})


def run(site: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["rules", *words, "-C", str(site)])


def rules(site: Path, year: int = YEAR) -> Catalogue:
    content, findings = load(read_sources(site))
    assert content is not None
    assert [one for one in findings if "catalogue" in one.place.path] == []
    return content.catalogues[year]


def own_file(site: Path) -> Path:
    return site / "content" / "catalogue" / f"{YEAR}.yml"


def halves(folder: Path) -> tuple[Path, Path]:
    """Write two manuals in one folder: the first 13 items as PDF, then the others."""
    asked = asked_of(YEAR)
    first, second = folder / "ตอน1.pdf", folder / "ตอน2.pdf"
    for path, some in ((first, asked[:13]), (second, asked[13:])):
        path.write_bytes(FORMATS["typst.pdf"](some, Shape()))
    return first, second


def test_several_files_are_read_together_or_none_of_them(
    site: Path, tmp_path: Path
) -> None:
    good, poem, broken = (tmp_path / n for n in ("ดี.txt", "กลอน.txt", "เสีย.pdf"))
    good.write_bytes(FORMATS["manual.txt"](asked_of(YEAR), Shape()))
    poem.write_text("ไม่มีข้อใด", encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7")
    words = [str(one) for one in (good, poem, broken)]
    done = run(site, *words, "--year", str(YEAR))
    told = (
        "อ่าน กลอน.txt ไม่ได้: ไม่พบข้อ O1, O2 … ตรวจว่าเป็นคู่มือส่วน OIT"
        " หรือลองไฟล์ PDF ที่เลือกข้อความได้\n"
        "อ่าน เสีย.pdf ไม่ได้: ไฟล์ PDF เสียหรือมีรหัสผ่าน เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัส\n"
        "ยังไม่ได้เขียนอะไร แก้หรือตัดไฟล์ข้างบนออกแล้วสั่งใหม่\n"
    )
    assert (done.exit_code, done.output) == (2, told)
    assert not own_file(site).exists()
    assert not (site / "build").exists()


def test_parts_of_a_manual_are_one_reading_and_each_has_its_own_pictures(
    site: Path, tmp_path: Path
) -> None:
    both = halves(tmp_path)
    done = run(site, *map(str, both), "--year", str(YEAR))
    lines = done.output.splitlines()
    assert [line.split()[1] for line in lines[:2]] == ["13", "13"]
    assert "อ่านไม่พบในคู่มือ" not in done.output
    page = (site / f"build/internal/rules-{YEAR}.html").read_text(encoding="utf-8")
    assert "เทียบแล้ว 0 จาก 26 ข้อ" in page
    of_o14 = page.partition('<article id="o14">')[2].partition("</article>")[0]
    assert "ตอน2.pdf หน้า 1" in of_o14
    assert f'src="rules-{YEAR}/manual2-p1.png"' in of_o14
    pictures = site / f"build/internal/rules-{YEAR}"
    seen = [
        (pictures / f"{name}-p1.png").read_bytes() for name in ("manual", "manual2")
    ]
    assert seen[0] != seen[1]


def test_codes_that_moved_lend_their_ids_and_new_items_wait_for_the_whole_list(
    site: Path, tmp_path: Path
) -> None:
    first, second, *rest = asked_of(YEAR)
    new = dataclasses.replace(second, title="นโยบายปัญญาประดิษฐ์")
    asked = [new, first, second, *rest]
    moved = tuple(
        dataclasses.replace(one, code=f"O{at}") for at, one in enumerate(asked, 1)
    )
    path = tmp_path / "คู่มือ.html"
    path.write_bytes(FORMATS["manual.html"](moved, Shape()))
    assert run(site, str(path), "--year", "2570").exit_code == 0
    assert len(rules(site, 2570).items) == 26  # O27 of the manual stops nothing
    words = ("confirm", "O1", "o๒", "--year", "2570", "--by", "ปลัด")
    said = run(site, *words).output.splitlines()
    assert said[1:] == [
        "ข้อ O1 จะมีผลเมื่อยืนยันครบทุกข้อของคู่มือ เพราะร่างรายการที่ใช้อยู่ไม่มีข้อชื่อนี้",
        "เทียบแล้ว 2 จาก 27 ข้อ",
    ]
    item = rules(site, 2570).items[0]
    known = catalogue(2569)
    assert known
    assert [one.id for one in item.components] == [
        one.id for one in known.items[0].components
    ]
    assert item.ticked
    assert [one.code for one in rules(site, 2570).items if one.ticked] == ["O1"]
    wrong = run(site, str(path), "--year", "2569")
    assert wrong.exit_code == 0
    refused = run(site, "confirm", "O27", "--year", "2569", "--by", "ปลัด")
    told = (
        "ข้อ O27 ยืนยันไม่ได้ เพราะรายการ OIT ของปี 2569 มีถึง O26"
        " ตรวจว่าคู่มือเป็นของปี 2569 หรืออ่านเลขข้อผิด\n"
    )
    assert (refused.exit_code, refused.output) == (2, told)


def answer(site: Path, codes: tuple[str, ...]) -> None:
    """Answer each component of some items of 2570, and confirm them."""
    lines = ["codes_of: 2569", "items:"]
    for item in rules(site, 2570).items:
        if item.code in codes:
            lines += [f"  - code: {item.code}", "    components:"]
            lines += [f"      - {{id: {one.id}, text: ก}}" for one in item.components]
    path = site / AGENCY / "2570" / "disclosures.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for code in codes:
        line = ["confirm", code, "--year", "2570", "--by", "นายก", "-C", str(site)]
        assert CliRunner().invoke(cli, line).exit_code == 0


def test_three_ticks_in_the_running_year_count_as_three_complete_items(
    site: Path, tmp_path: Path
) -> None:
    codes = ("O4", "O7", "O9")
    path = tmp_path / "คู่มือ.html"
    path.write_bytes(FORMATS["manual.html"](asked_of(YEAR), Shape()))
    run(site, str(path), "--year", "2570")
    run(site, "confirm", *codes, "--year", "2570", "--by", "ปลัดเทศบาล")
    answer(site, codes)
    word = "ครบ 3 จาก 26 ข้อ ตามคู่มือที่ ปลัดเทศบาล เทียบไว้ 3 ข้อ: O4 O7 O9"
    said = {
        name: CliRunner().invoke(cli, [name, "-C", str(site), "--today", "2569-11-26"])
        for name in ("check", "todo")
    }
    assert f"  {word}" in said["check"].output.splitlines()
    assert word in said["todo"].output.splitlines()
    assert (
        "เทศบาลตำบลบ้านไร่ ปี 2570: ครบ 3 · ขาด 0 · รอเทียบกับคู่มือ 23 จาก 26 ข้อ"
        " · คะแนน OIT ระหว่าง 0.00 ถึง 40.00 จาก 40"
    ) in said["check"].output
    run(site, "confirm", "O1", "--year", "2570", "--by", "ปลัดเทศบาล")
    assert "ครบ 3 จาก 26 ข้อ ตามคู่มือที่ ปลัดเทศบาล เทียบไว้ 4 ข้อ: O1 O4 O7 O9" in (
        CliRunner().invoke(cli, ["check", "-C", str(site)]).output
    )


def test_a_part_of_a_manual_is_not_the_list_of_the_year(
    site: Path, tmp_path: Path
) -> None:
    path = tmp_path / "คู่มือ.txt"
    path.write_bytes(FORMATS["manual.txt"](asked_of(YEAR)[:3], Shape()))
    run(site, str(path), "--year", "2570")
    done = run(site, "confirm", "O1", "O2", "O3", "--year", "2570", "--by", "ปลัด")
    assert done.output.splitlines()[-2:] == [
        "เทียบแล้ว 3 จาก 3 ข้อ",
        "ไฟล์ที่อ่านมีเพียง 3 ข้อ จึงยังไม่ถือเป็นรายการทั้งหมดของปี อ่านไฟล์ส่วนที่เหลือของคู่มือด้วย",
    ]
    assert rules(site, 2570).provisional
    assert len(rules(site, 2570).items) == 26


def test_a_whole_list_that_is_handed_on_makes_the_year_there_too(
    site: Path, tmp_path: Path
) -> None:
    path, file = tmp_path / "คู่มือ.txt", tmp_path / "ส่งต่อ.yml"
    path.write_bytes(FORMATS["manual.txt"](asked_of(YEAR), Shape()))
    run(site, str(path), "--year", "2570")
    codes = [one.code for one in asked_of(YEAR)]
    run(site, "confirm", *codes, "--year", "2570", "--by", "ปลัด")
    run(site, "export", "--year", "2570", "--agency", "ทต.หนึ่ง", "-o", str(file))
    other = write(tmp_path / "other", {f"{AGENCY}/2570/survey.yml": "{}\n"})
    run(other, "import", str(file), "--year", "2570")
    assert not rules(other, 2570).provisional
    assert {item.ticked.agency for item in rules(other, 2570).items if item.ticked} == {
        "ทต.หนึ่ง"
    }
