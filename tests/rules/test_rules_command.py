"""From the manual in the officer's hand to a list that counts, by the command."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manuals import FORMATS, Shape, asked_of
from prongsai.cli import cli
from prongsai.loading.catalogues import rules_of
from prongsai.loading.load import load
from prongsai.model.catalogue import Authority, Catalogue
from prongsai.storage.content_folder import read_sources

YEAR = 2569


def empty_site(root: Path) -> Path:
    (root / "content" / "agencies").mkdir(parents=True)
    (root / "content" / "site.yml").write_text(
        "version: 1\ntitle: เว็บไซต์\nmode: hub\nlanguage: th\n", encoding="utf-8"
    )
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return empty_site(tmp_path)


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("manual") / "คู่มือ.pdf"
    path.write_bytes(FORMATS["typst.pdf"](asked_of(YEAR), Shape()))
    return path


def run(site: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["rules", *words, "-C", str(site)])


@pytest.fixture(scope="module")
def read_once(manual: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read the manual into a site; a reading takes a second of processor time."""
    root = empty_site(tmp_path_factory.mktemp("read"))
    assert run(root, str(manual), "--year", str(YEAR)).exit_code == 0
    return root


@pytest.fixture
def draft(read_once: Path, tmp_path: Path) -> Path:
    """Return a site in which the manual was read and nothing ticked."""
    return Path(shutil.copytree(read_once, tmp_path / "draft"))


def rules(site: Path, year: int = YEAR) -> Catalogue:
    content, findings = load(read_sources(site))
    assert content is not None
    assert [one for one in findings if "catalogue" in one.place.path] == []
    found = content.catalogues.get(year) or rules_of(year)
    assert found
    return found


def own_file(site: Path) -> Path:
    return site / "content" / "catalogue" / f"{YEAR}.yml"


def test_a_reading_is_a_draft_that_changes_nothing(site: Path, manual: Path) -> None:
    before = rules(site)
    done = run(site, str(manual), "--year", str(YEAR))
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].startswith("อ่านได้ 26 ข้อ ")
    assert lines[-1] == (
        "ยังไม่มีข้อใดมีผล เปิด build/internal/rules-2569.html เทียบกับภาพหน้าคู่มือ"
        " แล้วสั่ง  prongsai rules confirm O1 --year 2569 --by ตำแหน่ง"
    )
    after = rules(site)
    assert after.items == before.items
    page = (site / "build/internal/rules-2569.html").read_text(encoding="utf-8")
    assert "เทียบแล้ว 0 จาก 26 ข้อ" in page
    assert (site / "build/internal/rules-2569/manual-p1.png").read_bytes()[
        :4
    ] == b"\x89PNG"


def test_reading_again_changes_nothing(draft: Path, manual: Path) -> None:
    before = own_file(draft).read_bytes()
    assert run(draft, str(manual), "--year", str(YEAR)).exit_code == 0
    assert own_file(draft).read_bytes() == before


def test_a_ticked_item_has_the_list_of_the_manual_and_says_who(draft: Path) -> None:
    done = run(draft, "confirm", "O1", "o2", "--year", str(YEAR), "--by", "ปลัดเทศบาล")
    assert done.output == (
        "บันทึกแล้วว่า ปลัดเทศบาล เทียบกับคู่มือ: O1 O2"
        " ตั้งแต่นี้รายการองค์ประกอบของข้อเหล่านี้ถือตามคู่มือ\n"
        "เทียบแล้ว 2 จาก 26 ข้อ\n"
    )
    page = (draft / f"build/internal/rules-{YEAR}.html").read_text(encoding="utf-8")
    assert "เทียบแล้ว 2 จาก 26 ข้อ" in page
    assert page.count("ปลัดเทศบาล เทียบแล้วเมื่อ") == 2
    assert "manual-p1.png" in page
    found = {item.code: item for item in rules(draft).items}
    titles = {source.id: source.title for source in rules(draft).sources}
    for one in asked_of(YEAR)[:2]:
        item = found[one.code]
        assert item.components_known
        read = ["".join(component.text.split()) for component in item.components]
        assert read == ["".join(text.split()) for text in one.components]
        for component in item.components:
            assert component.authority is Authority.LOCAL
            named = [titles[source] for source in component.sources]
            assert named == ["คู่มือการประเมิน ITA ปีงบประมาณ พ.ศ. 2569", "ปลัดเทศบาล"]
    assert not found["O3"].components_known


def test_a_second_reading_keeps_what_was_ticked(draft: Path, manual: Path) -> None:
    run(draft, "confirm", "O1", "--year", str(YEAR), "--by", "ปลัดเทศบาล")
    before = own_file(draft).read_bytes()
    done = run(draft, str(manual), "--year", str(YEAR))
    assert "ข้อที่ยืนยันหรือพิมพ์ไว้เองแล้วคงเดิม: O1" in done.output.splitlines()
    assert own_file(draft).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("confirm", "O1", "--year", "2569"),
            "ไม่ได้บอกตำแหน่งผู้ยืนยัน พิมพ์  --by  ตามด้วยตำแหน่ง เช่น --by ปลัดเทศบาล",
        ),
        (
            ("confirm", "O1", "--year", "2568", "--by", "ปลัด"),
            "ปี 2568 ยังไม่มีร่างจากคู่มือ สั่ง  prongsai rules คู่มือ.pdf --year 2568  ก่อน",
        ),
        (
            ("export", "--year", "2569", "--agency", "เทศบาล", "-o", "out.yml"),
            "ปี 2569 ยังไม่มีข้อที่คนยืนยัน จึงยังส่งต่อไม่ได้",
        ),
    ],
)
def test_what_cannot_be_done_is_said(
    draft: Path, words: tuple[str, ...], said: str
) -> None:
    before = own_file(draft).read_bytes()
    done = run(draft, *words)
    assert (done.exit_code, done.output) == (2, f"{said}\n")
    assert own_file(draft).read_bytes() == before


def test_doubtful_lines_are_looked_at_before_they_count(
    site: Path, tmp_path: Path
) -> None:
    text = FORMATS["manual.txt"](asked_of(YEAR), Shape()).decode().replace("ำ", "า")
    path = tmp_path / "คู่มือ.txt"
    path.write_text(text, encoding="utf-8")
    read = run(site, str(path), "--year", str(YEAR))
    assert "บรรทัดที่ตัวอักษรในไฟล์เสีย" in read.output
    content, _ = load(read_sources(site))
    assert content is not None
    items = content.local[0].value.items
    doubtful = next(i for i in items if any(c.doubtful for c in i.components))
    words = ("confirm", doubtful.code, "--year", str(YEAR), "--by", "ปลัด")
    refused = run(site, *words)
    assert refused.exit_code == 2
    assert refused.output.splitlines()[0].startswith(f"ข้อ {doubtful.code} มี ")
    assert run(site, *words, "--doubts-seen").exit_code == 0
    assert "doubtful" not in str(
        [i for i in rules(site).items if i.code == doubtful.code and not i.title]
    )


def test_a_confirmed_reading_goes_to_another_agency_with_its_people(
    draft: Path, tmp_path: Path
) -> None:
    run(draft, "confirm", "O1", "O2", "--year", str(YEAR), "--by", "ปลัดเทศบาล")
    file = tmp_path / "ส่งต่อ.yml"
    given = ("--agency", "เทศบาลตำบลหนึ่ง", "-o", str(file))
    assert run(draft, "export", "--year", str(YEAR), *given).exit_code == 0
    other = tmp_path / "other"
    (other / "content" / "agencies").mkdir(parents=True)
    site_file = (draft / "content" / "site.yml").read_text(encoding="utf-8")
    (other / "content" / "site.yml").write_text(site_file, encoding="utf-8")
    done = run(other, "import", str(file), "--year", str(YEAR))
    assert done.output == ("รับ O1 O2 จาก ส่งต่อ.yml ที่ เทศบาลตำบลหนึ่ง ยืนยันไว้\n")
    found = rules(other)
    titles = {source.id: source.title for source in found.sources}
    one = next(item for item in found.items if item.code == "O1")
    assert one.components_known
    names = {titles[source] for c in one.components for source in c.sources}
    assert "ปลัดเทศบาล (เทศบาลตำบลหนึ่ง)" in names
    before = own_file(other).read_bytes()
    again = run(other, "import", str(file), "--year", str(YEAR))
    assert again.output == "ข้อที่หน่วยงานนี้มีอยู่แล้วคงเดิม: O1 O2\n"
    assert own_file(other).read_bytes() == before


def test_a_year_that_is_unknown_gets_its_list_when_all_items_are_ticked(
    site: Path, manual: Path
) -> None:
    year = "2572"
    run(site, str(manual), "--year", year)
    assert rules(site, 2572).provisional
    codes = [one.code for one in asked_of(YEAR)]
    run(site, "confirm", *codes[:3], "--year", year, "--by", "ปลัดเทศบาล")
    some = rules(site, 2572)
    assert some.provisional
    done = run(site, "confirm", *codes[3:], "--year", year, "--by", "ปลัดเทศบาล")
    assert done.output.splitlines()[-1] == "เทียบแล้ว 26 จาก 26 ข้อ"
    whole = rules(site, 2572)
    assert not whole.provisional
    assert all(item.components_known for item in whole.items)


def test_a_known_year_tells_how_the_manual_differs(site: Path, tmp_path: Path) -> None:
    asked = asked_of(YEAR)
    changed = (
        asked[0].__class__(
            code="O1",
            title="โครงสร้างใหม่ทั้งหมด",
            sub_indicator="9.1",
            components=asked[0].components,
        ),
        *asked[1:-1],
    )
    path = tmp_path / "คู่มือ.html"
    path.write_bytes(FORMATS["manual.html"](changed, Shape()))
    lines = run(site, str(path), "--year", str(YEAR)).output.splitlines()
    assert any(
        line.startswith("  O1 คู่มือใช้ชื่อ “โครงสร้างใหม่ทั้งหมด” โปรแกรมใช้ “") for line in lines
    )
    last = asked[-1]
    assert f"  {last.code} “{last.title}” โปรแกรมมี แต่อ่านไม่พบในคู่มือ" in lines


EXTRAS = """\
import sys
sys.modules.update(dict.fromkeys(("pdfplumber", "pypdfium2", "openpyxl")))
from prongsai.cli import COMMANDS, main
from click.testing import CliRunner
from prongsai.cli import cli
for name in COMMANDS:
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0, (name, done.exception)
sys.argv = ["prongsai", "rules", sys.argv[1], "--year", "2570"]
main()
"""


@pytest.mark.slow
def test_without_the_extra_every_command_is_there_and_says_what_to_install(
    tmp_path: Path,
) -> None:
    manual = tmp_path / "คู่มือ.pdf"
    manual.write_bytes(b"%PDF-1.7")
    (tmp_path / "content").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", EXTRAS, str(manual)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    told = "ต้องมีส่วนเสริมสำหรับอ่านคู่มือก่อน พิมพ์  pip install 'prongsai[rules,import]'"
    assert (done.returncode, done.stdout + done.stderr) == (2, f"{told}\n")
