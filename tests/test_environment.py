"""What the computer refuses is one sentence and exit code 2, never a traceback."""

import datetime
import errno
import itertools
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import deed_years
from built_project import Project
from examples import some
from faults import FAULTS, KILL, Outcome, broken
from prongsai import cli
from prongsai.cli.environment import refusal
from prongsai.last_build import input_key, unchanged, versions
from prongsai.storage.content_folder import read_sources
from prongsai.storage.write import recover
from prongsai.thai.dates import parse_date
from small_site import write
from typed_command import typed

DAY = "2568-03-31"


def run(*arguments: str) -> None:
    sys.argv = ["prongsai", *arguments]
    cli.main()


def attempt(root: Path, *arguments: str) -> Outcome:
    """Run a command in a child, with nothing broken."""
    command, *more = arguments
    return broken(lambda: run(command, "-C", str(root), *more), root, 0, KILL)


def test_every_refusal_says_what_to_do_in_one_line() -> None:
    for number in errno.errorcode:
        told = refusal(OSError(number, os.strerror(number), "content/a\nb.yml"))
        assert told
        assert "\n" not in told
        assert "content/a b.yml" in told
    assert refusal(OSError(errno.ENOSPC, "", "build/site")) == (
        "เขียน build/site ไม่ได้ เพราะพื้นที่ดิสก์เต็ม ไฟล์เดิมยังอยู่ครบ "
        "โปรดลบไฟล์ที่ไม่ใช้ออกบ้าง แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
    )
    assert refusal(MemoryError()) == (
        "หน่วยความจำของเครื่องไม่พอ ไฟล์เดิมยังอยู่ครบ โปรดปิดโปรแกรมอื่นบ้าง แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
    )
    assert refusal(ValueError("ours")) is None


def test_a_refusal_names_what_was_completed_before() -> None:
    done = [f"content/{number}.yml" for number in range(6)]
    told = refusal(OSError(errno.ENOSPC, "", "build/site"), done)
    assert told == (
        "เขียน build/site ไม่ได้ เพราะพื้นที่ดิสก์เต็ม ที่ทำเสร็จและบันทึกไว้แล้วคือ content/0.yml, "
        "content/1.yml, content/2.yml, content/3.yml, อีก 2 รายการ "
        "ส่วนที่เหลือยังไม่ได้ทำ และไฟล์อื่นยังอยู่ครบ โปรดลบไฟล์ที่ไม่ใช้ออกบ้าง แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
    )


BEGUN = "site/content/agencies/ban-rai/2569/disclosures.yml"


def rolled_over(desk: Path, *, interrupted: bool = False) -> Outcome:
    """Begin a year, in a child; its sheet, the second step, has no place."""

    def stop(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.mkdir" and "/build/internal" in str(arguments[0]):
            raise KeyboardInterrupt

    def work() -> None:
        os.chdir(desk)
        if interrupted:
            sys.addaudithook(stop)
        run(*deed_years.ROLL)

    deed_years.last_year(desk)
    if not interrupted:
        (desk / "site/build").write_text("a file")
    return broken(work, desk, 0, KILL)


def test_a_step_that_fails_after_another_was_done_names_that_one(
    tmp_path: Path,
) -> None:
    outcome = rolled_over(tmp_path)
    assert (tmp_path / BEGUN).is_file()
    assert outcome.code == 2
    told = outcome.printed.splitlines()[-1]
    assert f"ที่ทำเสร็จและบันทึกไว้แล้วคือ {BEGUN}" in told
    assert "ส่วนที่เหลือยังไม่ได้ทำ และไฟล์อื่นยังอยู่ครบ" in told


def test_who_stops_a_command_reads_what_it_has_done(tmp_path: Path) -> None:
    outcome = rolled_over(tmp_path, interrupted=True)
    assert (tmp_path / BEGUN).is_file()
    assert outcome.code == 2
    told = outcome.printed.splitlines()[-1]
    assert told.startswith(f"หยุดแล้วตามที่สั่ง ที่ทำเสร็จและบันทึกไว้แล้วคือ {BEGUN}")
    assert told.endswith("พิมพ์คำสั่งเดิมอีกครั้งเมื่อพร้อม")


@pytest.mark.parametrize(
    "command",
    [
        ("confirm", "O1", "--year", "2568", "--by", "ปลัดเทศบาล", "--on", DAY),
        ("schemas",),
        ("todo", "--format", "html", "--today", DAY),
        ("publish", "--record", "--today", DAY),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.slow
def test_a_command_that_cannot_write_says_so(
    quick_folder: Path, command: tuple[str, ...]
) -> None:
    """From some step on nothing can be written; every fault in turn."""
    name, *more = command
    codes = set()
    faults = itertools.cycle(("ENOSPC", "EACCES", "EIO"))
    for number, fault in zip(some((1, 4, 8, 12, 16, 20, 26), 4), faults, strict=False):
        root = write(quick_folder / f"{number}")
        before = files(root)
        outcome = broken(
            lambda root=root: run(name, "-C", str(root), *more),  # type: ignore[misc]  # bound at once
            root,
            number,
            FAULTS[fault],
            stays=True,
        )
        codes.add(outcome.code)
        assert outcome.code in {0, 2}, outcome.printed
        assert "Traceback" not in outcome.printed
        recover(root)
        if outcome.code:
            assert files(root) == before
    assert 2 in codes


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def test_a_site_without_pictures_is_built_again_once_they_can_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    today = datetime.date(2025, 3, 31)
    drawn = input_key(tmp_path, "", today)

    def without(name: str) -> str:
        if name == "typst":
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr("prongsai.last_build.version", without)
    monkeypatch.setattr("prongsai.last_build.versions", versions.__wrapped__)  # anew
    assert input_key(tmp_path, "", today) not in {"", drawn}


def test_a_file_where_the_build_goes_is_no_bug(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "build").write_text("a file")
    outcome = attempt(root, "build", "--today", DAY)
    assert outcome.code == 2
    assert "build" in outcome.printed
    assert "Traceback" not in outcome.printed
    assert (root / "build").read_text() == "a file"


DAMAGES = {
    "list": "[]",
    "empty entry": '{"a": {}}',
    "other shape": '{"key": 1}',
    "deep": "[" * 5000,
    "nothing": "",
    "no JSON": "\x00",
}


@pytest.mark.site
@pytest.mark.parametrize("record", ["paper/papers.json", "cache/last.json"])
def test_a_damaged_record_stops_no_command(
    built_project: Project, quick_folder: Path, record: str
) -> None:
    root, today = quick_folder / "site", parse_date(DAY)
    shutil.copytree(built_project.root, root)
    path = root / "build" / record
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, damage in DAMAGES.items():
        path.write_text(damage)
        assert read_sources(root).papers == {}, name
        last = unchanged(root, today)
        assert last is None or record == "paper/papers.json", name
        if name in some([*DAMAGES], 2):
            checked = typed(root, "check", "--today", DAY)
            assert checked.exit_code in {0, 1}, (name, checked.output)


@pytest.mark.site
def test_a_site_that_differs_from_its_manifest_is_not_called_unchanged(
    built_project: Project, quick_folder: Path
) -> None:
    root, today = quick_folder / "site", datetime.date(2025, 3, 31)
    shutil.copytree(built_project.root, root)
    assert unchanged(root, today) is not None
    page = next((root / "build" / "site").rglob("index.html"))
    data = page.read_bytes()
    for change in (
        page.unlink,
        lambda: page.write_bytes(data + b" "),
        lambda: page.with_name("more.html").write_bytes(b"x"),
    ):
        change()
        assert unchanged(root, today) is None
        page.with_name("more.html").unlink(missing_ok=True)
        page.write_bytes(data)
        assert unchanged(root, today) is not None
    manifest = root / "build" / "manifest.json"
    manifest.write_text(json.dumps([]))
    assert unchanged(root, today) is None


@pytest.mark.slow
def test_a_full_disk_below_what_is_printed_is_said(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "prongsai", "check", "--today", DAY]
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - no file of a disk
        done = subprocess.run(
            words, cwd=write(tmp_path), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "เขียน – ไม่ได้ เพราะพื้นที่ดิสก์เต็ม ไฟล์เดิมยังอยู่ครบ "
        "โปรดลบไฟล์ที่ไม่ใช้ออกบ้าง แล้วพิมพ์คำสั่งเดิมอีกครั้ง\n"
    )


@pytest.mark.slow
def test_who_reads_only_the_beginning_gets_no_traceback() -> None:
    words = [sys.executable, "-m", "prongsai", "checks"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
        assert one.stdout is not None
        assert one.stderr is not None
        one.stdout.close()
        assert one.stderr.read() == b""
    assert one.returncode == 2


def test_evidence_that_cannot_be_read_is_not_confirmed(quick_folder: Path) -> None:
    """Its bytes are part of what a confirmation says; without them it would be void."""
    root = write(quick_folder / "site")
    picture = next(root.rglob("ภาพ.png"))
    picture.unlink()
    picture.symlink_to(root / "gone")
    before = files(root)
    outcome = attempt(root, "confirm", "O1", "--year", "2568", "--by", "ปลัด")
    assert outcome.code == 1
    assert "ภาพ.png" in outcome.printed
    assert files(root) == before
