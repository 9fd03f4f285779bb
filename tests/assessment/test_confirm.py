"""`prongsai confirm` writes its own lines, and any change afterwards voids them."""

# ruff: noqa: E501 - a row of a table is a row

import datetime
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkout import ROOT, copy_agency
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.confirmation import CannotConfirmError, confirm
from prongsai.assessment.states import State, year_states
from prongsai.cli import cli
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.storage.content_folder import read_sources

SLUG = "tambon-tuayang"
FILE = f"content/agencies/{SLUG}/2568/disclosures.yml"
DAY = datetime.date(2025, 2, 28)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the example agency in a git repository of its own."""
    copy_agency(tmp_path, SLUG, DAY)
    shutil.copy(ROOT / "content" / "site.yml", tmp_path / "content")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    return tmp_path


def git(root: Path, *arguments: str) -> str:
    command = [
        "git",
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@t",
        "-c",
        "core.autocrlf=false",
    ]
    done = subprocess.run(
        [*command, *arguments], cwd=root, check=True, capture_output=True
    )
    return done.stdout.decode()


def prongsai(root: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["confirm", *arguments, "-C", str(root)])
    return result.exit_code, result.stderr


def content(root: Path) -> Content:
    loaded, wrong = load(read_sources(root))
    assert loaded is not None
    assert wrong == ()
    return loaded


def states(root: Path) -> dict[str, State]:
    loaded = content(root)
    agency = loaded.agencies[0]
    year = agency.year(2568)
    assert year is not None
    assessed = AssessedYear(content=loaded, agency=agency, year=year, today=DAY)
    return {
        component.component.id: component.state
        for item in year_states(assessed).items
        for component in item.components
    }


OPTIONS = (
    "--agency",
    SLUG,
    "--year",
    "2568",
    "--by",
    "ปลัดเทศบาล",
    "--on",
    "2568-02-28",
)


def added(root: Path) -> list[str]:
    lines = git(root, "diff", "-U0").splitlines()[4:]
    return [line for line in lines if not line.startswith("@@")]


def test_git_sees_only_the_confirmation_of_a_component(site: Path) -> None:
    code, said = prongsai(site, "O12.o12-half-year", *OPTIONS)
    assert (code, said) == (
        0,
        "บันทึกแล้วว่า ปลัดเทศบาล ยืนยัน O12.o12-half-year ถ้าข้อความหรือไฟล์เปลี่ยน การยืนยันจะใช้ไม่ได้เอง\n",
    )
    of = confirm(content(site), SLUG, 2568, "O12.half-year", "ก", DAY).of
    assert added(site) == [
        "+        confirmed:",
        "+          by: ปลัดเทศบาล",
        "+          on: 2568-02-28",
        f"+          of: {of}",
    ]
    assert git(site, "diff", "--numstat").split()[:2] == ["4", "0"]


def test_git_sees_only_the_confirmation_of_an_item(site: Path) -> None:
    assert prongsai(site, "O9", *OPTIONS)[0] == 0
    assert [line.split(":")[0] for line in added(site)] == [
        "+    confirmed",
        "+      by",
        "+      on",
        "+      of",
    ]


def test_confirming_again_replaces_the_old_one(site: Path) -> None:
    prongsai(site, "O12.o12-half-year", *OPTIONS)
    prongsai(site, "O12.o12-half-year", *OPTIONS[:-3], "นายก", "--on", "2568-03-01")
    assert len(added(site)) == 4
    assert "+          by: นายก" in added(site)


def test_line_ends_and_byte_order_mark_stay(site: Path) -> None:
    path = site / FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    git(site, "commit", "-qam", "As Windows writes it")
    assert prongsai(site, "O12.o12-half-year", *OPTIONS)[0] == 0
    assert git(site, "diff", "--numstat").split()[:2] == ["4", "0"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def text_of(old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / FILE
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def byte_of_the_file(root: Path) -> None:
    files = (root / FILE).parent / "files"
    path = next(p for p in files.iterdir() if p.name.startswith("ITA-o12"))
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("target", "change"),
    [
        ("O12.o12-half-year", text_of("ข้อมูล 6 เดือนแรก ตั้งแต่", "ข้อมูล 6 เดือนแรกตั้งแต่")),
        ("O12.o12-half-year", byte_of_the_file),
        ("O12.o12-half-year", text_of("date: 2568-04-04", "date: 2568-04-05")),
        ("O12", text_of("ข้อมูล 6 เดือนแรก ตั้งแต่", "ข้อมูล 6 เดือนแรกตั้งแต่")),
        ("O12", byte_of_the_file),
        ("O12", text_of("explanation: กรอกครบทุกช่อง", "explanation: ครบทุกช่อง")),
    ],
)
def test_any_change_of_what_was_seen_makes_it_declared_again(
    site: Path, target: str, change: Callable[[Path], None]
) -> None:
    assert states(site)["o12-half-year"] is State.DECLARED
    prongsai(site, target, *OPTIONS)
    assert states(site)["o12-half-year"] is State.CONFIRMED
    change(site)
    assert states(site)["o12-half-year"] is State.DECLARED


@pytest.mark.parametrize(
    "change",
    [
        text_of("        confirmed:\n", "\n        # เห็นแล้ว\n        confirmed:\n"),
        text_of(
            "owner: procurement\n    due: 2568-04-15",
            "owner: finance\n    due: 2568-04-15",
        ),
        text_of("ชั้น 1 หรือรับคำขอถึงบ้าน", "ชั้น 2 หรือรับคำขอถึงบ้าน"),
    ],
    ids=["a comment", "the owner", "another item"],
)
def test_what_was_not_seen_may_change(
    site: Path, change: Callable[[Path], None]
) -> None:
    prongsai(site, "O12.o12-half-year", *OPTIONS)
    change(site)
    assert states(site)["o12-half-year"] is State.CONFIRMED


@pytest.mark.parametrize(
    ("target", "options", "key", "facts"),
    [
        (
            "O12",
            {"slug": "ubon"},
            "confirm-no-agency",
            {"agency": "ubon", "known": SLUG},
        ),
        ("O12", {"year": 2567}, "confirm-no-year", {"agency": SLUG, "year": "2567"}),
        ("O99", {}, "confirm-no-item", {"item": "O99"}),
        ("O12.nothing", {}, "confirm-no-component", {"component": "nothing"}),
    ],
)
def test_what_is_not_there_cannot_be_confirmed(
    site: Path, target: str, options: dict[str, object], key: str, facts: dict[str, str]
) -> None:
    arguments = {"slug": SLUG, "year": 2568, "by": "ปลัด", "on": DAY, **options}
    with pytest.raises(CannotConfirmError) as error:
        confirm(content(site), target=target, **arguments)  # type: ignore[arg-type]  # a table of arguments
    assert error.value.key == key
    assert facts.items() <= error.value.facts.items()


def test_the_command_says_what_there_is(site: Path) -> None:
    code, said = prongsai(site, "O1.chart2", *OPTIONS)
    assert (code, said) == (
        2,
        "ข้อ O1 ยังไม่ได้อ้างองค์ประกอบ “chart2” ที่อ้างแล้วคือ: o1-chart, o1-posts, o1-units, o1-duties, o1-not-whole-law, o1-political-permanent\n",
    )
    assert git(site, "diff") == ""


def test_a_year_with_errors_is_not_confirmed(site: Path) -> None:
    text_of("file: คู่มือการขอรับบริการ.pdf", "file: คู่มือ.pdf")(site)
    git(site, "commit", "-qam", "Break it")
    code, _ = prongsai(site, "O9", *OPTIONS)
    assert code == 1
    assert git(site, "diff") == ""


@pytest.mark.parametrize("year", ["68", "2025", "99999", "-1"])
def test_a_year_that_is_none_of_the_buddhist_era_is_refused(
    year: str, site: Path
) -> None:
    result = CliRunner().invoke(
        cli, ["confirm", "O1", "--year", year, "--by", "ปลัด", "-C", str(site)]
    )
    assert result.exit_code == 2
    said = f"ใช้ “{year}” เป็น --year ไม่ได้ ต้องเป็นตัวเลขตั้งแต่ 2500 ถึง 2650\n"
    assert result.output.startswith(said)
