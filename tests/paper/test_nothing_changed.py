"""`prongsai pdf` makes no paper where nothing changed, and notices what changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.cli import pdf
from prongsai.paper import make as make_module
from prongsai.paper.kinds import KINDS
from prongsai.storage.papers import LIST
from small_site import AGENCY, YEAR, write
from typed_command import typed

pytestmark = pytest.mark.slow

DAY = "2568-03-31"


def make(root: Path, *words: str, day: str = DAY) -> tuple[int, str, str]:
    done = typed(root, "pdf", "--today", day, *words)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("papers"))
    assert make(root)[0] == 0
    return root


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note each time that papers are chosen to be made, and stop there."""
    calls: list[object] = []

    def chosen(*asked: object) -> list[object]:
        calls.append(asked)
        return []

    monkeypatch.setattr(pdf, "_chosen", chosen)
    monkeypatch.setattr(pdf, "remember", lambda *_: None)
    monkeypatch.setattr(make_module, "make_papers", lambda *_: {})
    return calls


def test_the_kinds_of_the_command_are_those_of_the_registry() -> None:
    assert tuple(KINDS) == pdf.KINDS


def test_the_second_time_prints_the_same_and_makes_nothing(
    printed: Path, setting: list[object]
) -> None:
    again = make(printed)
    assert setting == []
    assert again[0] == 0
    assert "build/paper/ban-rai/2568/checklist.pdf\n" in again[1]
    assert again[2] == (
        f"ทำฉบับพิมพ์ {again[1].count(chr(10))} ฉบับ อยู่ในโฟลเดอร์ build/paper "
        "สั่ง prongsai build อีกครั้งเพื่อเผยแพร่\n"
    )


def change_text(root: Path) -> None:
    file = root / YEAR / "measures.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("ทั่วถึง", "ทั่วกัน"), encoding="utf-8")


def change_picture(root: Path) -> None:
    (root / YEAR / "files" / "ภาพ.png").write_bytes(b"")


def add_file(root: Path) -> None:
    (root / AGENCY / "files").mkdir()
    (root / AGENCY / "files" / "ตรา.png").write_bytes(b"")


def take_paper_away(root: Path) -> None:
    (root / "build/paper/ban-rai/2568/checklist.pdf").unlink()


def damage_paper(root: Path) -> None:
    (root / "build/paper/ban-rai/2568/checklist.pdf").write_bytes(b"%PDF-")


def damage_list(root: Path) -> None:
    (root / "build/paper" / LIST).write_bytes(b"{}")


@pytest.mark.parametrize(
    "change",
    [change_text, change_picture, add_file, take_paper_away, damage_paper, damage_list],
)
def test_what_changed_is_noticed(
    tmp_path: Path,
    printed: Path,
    setting: list[object],
    change: Callable[[Path], None],
) -> None:
    root = shutil.copytree(printed, tmp_path / "copy")
    make(root)
    assert setting == []
    change(root)
    make(root)
    assert len(setting) == 1


@pytest.mark.parametrize(
    ("words", "day"),
    [((), "2568-04-01"), (("checklist",), DAY), (("--lang", "en"), DAY)],
)
def test_another_question_is_another_run(
    printed: Path, setting: list[object], words: tuple[str, ...], day: str
) -> None:
    make(printed, *words, day=day)
    assert len(setting) == 1
