"""`prongsai new`: five answers, and nothing of somebody else's data."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from examples import some
from prongsai.cli import cli
from prongsai.new.answers import kinds
from prongsai.storage.starter import EXAMPLE_SLUG

DAY = "2569-11-26"
ANSWERS = """\
ชื่อหน่วยงาน: เทศบาลตำบลบ้านใหม่
ประเภท: เทศบาลตำบล
จังหวัด: น่าน
อำเภอหรือเขต: ปัว
"""
HUB = f"{ANSWERS}เว็บไซต์ของ: หลายหน่วยงาน\nชื่อภาษาอังกฤษในที่อยู่เว็บ: ban-mai\n"
ONE = "content/agencies/ban-mai"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(
        cli, [str(word) for word in words], catch_exceptions=False
    )


def made(folder: Path, text: str = ANSWERS) -> Path:
    file = folder / "answers.txt"
    file.write_text(text, encoding="utf-8")
    done = run("new", folder / "site", "--answers", file, "--today", DAY)
    assert done.exit_code == 0, done.output
    return folder / "site"


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".prongsai" not in path.parts
    }


@pytest.mark.site
def test_five_answers_make_a_site_that_checks_and_builds(tmp_path: Path) -> None:
    site = made(tmp_path)
    checked = run("check", "-C", site, "--today", DAY)
    assert checked.exit_code == 0, checked.output
    built = run("build", "-C", site, "--today", DAY)
    assert built.exit_code == 0, built.output
    for page in ("", "2570/", "2570/measures/", "2570/eit/"):
        text = (site / "build/site" / page / "index.html").read_text("utf-8")
        assert "เทศบาลตำบลบ้านใหม่" in text
        for word in ("ร่าง", "2568", "2569"):
            assert word not in text.partition("<main")[2].partition("รายการข้อตาม")[0]
    assert not (site / "build/site/2570/o25").exists()


def test_the_files_are_the_agencys_own_and_no_others(tmp_path: Path) -> None:
    site = made(tmp_path)
    content = {name for name in files(site) if name.startswith("content/")}
    assert {name for name in content if "/.schemas/" not in name} == {
        "content/site.yml",
        f"{ONE}/agency.yml",
        f"{ONE}/2570/disclosures.yml",
        f"{ONE}/2570/measures.yml",
        f"{ONE}/2570/survey.yml",
    }
    every = b"".join(files(site).values()).decode()
    assert EXAMPLE_SLUG not in every
    assert "ตัวอย่าง" not in (site / f"{ONE}/agency.yml").read_text("utf-8")
    items = (site / f"{ONE}/2570/disclosures.yml").read_text("utf-8")
    assert items.count("- code: O") == 26
    assert "  - code: O1  # โครงสร้าง หน้าที่และอำนาจ\n" in items


def test_another_agency_comes_into_a_site_of_many(tmp_path: Path) -> None:
    site = made(tmp_path, HUB)
    before = files(site)
    file = tmp_path / "answers.txt"
    file.write_text(HUB.replace("ban-mai", "ban-kao"), encoding="utf-8")
    done = run("new", site, "--answers", file, "--today", DAY)
    assert done.output == (
        f"เพิ่มเทศบาลตำบลบ้านใหม่ ปีงบประมาณ 2570 ในโฟลเดอร์ {site} แล้ว "
        "ไฟล์ของหน่วยงานอยู่ใน content/agencies/ban-kao\n"
    )
    after = files(site)
    assert before.items() <= after.items()
    assert "content/agencies/ban-kao/2570/disclosures.yml" in after

    same = run("new", site, "--answers", file, "--today", DAY)
    assert (same.exit_code, same.output) == (0, done.output)
    assert files(site) == after, "what a killed run may have finished is not redone"

    with (site / "content/agencies/ban-kao/agency.yml").open("a") as stream:
        stream.write("# ours\n")
    after = files(site)
    again = run("new", site, "--answers", file, "--today", DAY)
    assert again.exit_code == 2
    assert "มีหน่วยงานที่ใช้ชื่อ “ban-kao” อยู่แล้ว จึงไม่เขียนอะไร" in again.output
    assert files(site) == after


def test_the_site_of_one_agency_takes_no_other(tmp_path: Path) -> None:
    site = made(tmp_path)
    before = files(site)
    answers = tmp_path / "answers.txt"
    same = run("new", site, "--answers", answers, "--today", DAY)
    assert same.exit_code == 0, "what a killed run may have finished is not redone"
    assert same.output.startswith("สร้างเว็บไซต์ของเทศบาลตำบลบ้านใหม่")
    answers.write_text(ANSWERS.replace("บ้านใหม่", "บ้านเก่า"), encoding="utf-8")
    done = run("new", site, "--answers", answers, "--today", DAY)
    assert done.exit_code == 2
    assert "เว็บไซต์นี้เป็นของหน่วยงานเดียว" in done.output
    assert files(site) == before


def test_bad_answers_write_nothing(tmp_path: Path) -> None:
    file = tmp_path / "answers.txt"
    file.write_text("ชื่อหน่วยงาน: ก\n", encoding="utf-8")
    done = run("new", tmp_path / "site", "--answers", file)
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        f"ยังไม่ได้เขียนอะไร เพราะไฟล์คำตอบ {file} ยังใช้ไม่ได้:",
        ("  ยังไม่ได้ตอบ “ประเภท” เลือกหนึ่งคำพิมพ์หลังเครื่องหมาย : " + ", ".join(kinds("th"))),
        "  ยังไม่ได้ตอบ “จังหวัด” พิมพ์คำตอบหลังเครื่องหมาย :",
    ]
    assert not (tmp_path / "site").exists()


def test_without_a_terminal_and_answers_it_says_what_a_file_has(tmp_path: Path) -> None:
    done = run("new", tmp_path / "site")
    assert done.exit_code == 2
    assert "  ชื่อหน่วยงาน: …\n  ประเภท: …\n" in done.output
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_on_a_terminal_it_asks_in_thai_and_offers_kind_and_year(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "prongsai", "new", "site", "--today", DAY]
    process = subprocess.Popen(
        line, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs
    )
    said = ["องค์การบริหารส่วนตำบลบ้านไร่", "", "น่าน", "", "", "", "Ban Rai", ""]
    os.write(ours, "".join(f"{one}\n" for one in said).encode())
    told, _ = process.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    assert process.returncode == 0, told.decode()
    assert "  4. องค์การบริหารส่วนตำบล\n" in told.decode()
    assert "“Ban Rai” ใช้เป็น “ชื่อภาษาอังกฤษในที่อยู่เว็บ” ไม่ได้" in told.decode()
    agency = tmp_path / "site/content/agencies/ban-rai"
    assert (agency / "2570/disclosures.yml").is_file()
    assert "district:" not in (agency / "agency.yml").read_text("utf-8")


@pytest.mark.parametrize("writes", some(range(0, 24, 6), 2))
@pytest.mark.slow
def test_a_killed_run_can_be_run_again(writes: int, tmp_path: Path) -> None:
    """The process dies for real before its write number `writes` is in place."""
    file = tmp_path / "answers.txt"
    file.write_text(ANSWERS, encoding="utf-8")
    program = (
        "import os, signal, sys\n"
        "real, left = os.replace, [int(sys.argv.pop(1))]\n"
        "def replace(*args, **more):\n"
        "    if not left[0]:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    left[0] -= 1\n"
        "    return real(*args, **more)\n"
        "os.replace = replace\n"
        "from prongsai.cli import main\n"
        "main()\n"
    )
    words = ["new", str(tmp_path / "site"), "--answers", str(file), "--today", DAY]
    line = [sys.executable, "-c", program, str(writes), *words]
    done = subprocess.run(line, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()

    again = run(*words)
    assert again.exit_code == 0, again.output
    other = tmp_path / "other"
    other.mkdir()
    assert files(tmp_path / "site") == files(made(other))


def test_an_import_makes_the_agency_that_its_document_is_of(tmp_path: Path) -> None:
    site = made(tmp_path, HUB)
    file = tmp_path / "answers.txt"
    file.write_text(HUB.replace("ban-mai", "ban-kao"), encoding="utf-8")
    table = tmp_path / "มาตรการ.csv"
    table.write_text("มาตรการ,ขั้นตอน,ผู้รับผิดชอบ\nระบบคิว,ติดตั้ง,สำนักปลัด\n", encoding="utf-8")
    day = ("-C", site, "--today", DAY)
    line = ("import", table, "--agency", "ใหม่", *day)

    dry = run(*line, "--answers", file, "--dry-run")
    assert dry.exit_code == 2
    assert "สร้างด้วย prongsai new ก่อน" in dry.output
    assert not (site / "content/agencies/ban-kao").exists()

    done = run(*line, "--answers", file)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("เพิ่มเทศบาลตำบลบ้านใหม่ ปีงบประมาณ 2570")
    measures = site / "content/agencies/ban-kao/2570/measures.yml"
    assert "ระบบคิว" in measures.read_text("utf-8")
