"""A person takes proposals into the analysis; all other bytes of the file stay."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prongsai.cli import cli
from prongsai.years.accepting import accept
from prongsai.years.moving import tree_of
from small_site import AGENCY
from small_site import write as small_site

FILE = f"{AGENCY}/2570/measures.yml"
LOW, HIGH = "below-e1", "highest-e3"
PROPOSALS = """\
proposals:
  - id: below-e1  # ข้อเสนอ
    kind: urgent
    scope: [{code: '2569:e1'}]
    text: ผลปี 2569 ได้ 72.15 คะแนน ต่ำกว่า 85
  - id: highest-e3
    kind: keep
    scope: [{code: '2569:e3'}]
    text: ผลปี 2569 ได้ 99 คะแนน
"""
REST = "measures:\n  - {id: m1, title: ระบบคิว}  # ทำต่อ\n"
OWN = "analysis:\n  - {id: a1, kind: urgent, text: ช้า}  # ของเรา\n"


def taken(text: str, *ids: str) -> dict[str, list[str]]:
    made = accept(text.encode(), set(ids))
    assert made.data is not None
    for line in (REST.splitlines()[-1], *OWN.splitlines()[-1:]):
        assert line not in text or line in made.data.decode()
    tree = tree_of(made.data, "")
    return {
        name: [one["id"] for one in tree[name]]
        for name in ("analysis", "proposals")
        if name in tree
    }


@pytest.mark.parametrize("own", ["", OWN, "analysis: []\n"])
def test_one_is_taken_and_the_others_wait(own: str) -> None:
    had = ["a1"] if own == OWN else []
    assert taken(f"# ปีใหม่\n{own}{PROPOSALS}{REST}", LOW) == {
        "analysis": [*had, LOW],
        "proposals": [HIGH],
    }


def test_all_are_taken_and_no_empty_list_is_left() -> None:
    assert taken(f"{OWN}{PROPOSALS}{REST}", "all") == {"analysis": ["a1", LOW, HIGH]}


def test_what_the_analysis_has_already_is_not_touched() -> None:
    text = f"{OWN.replace('a1', LOW)}{PROPOSALS}{REST}"
    made = accept(text.encode(), {LOW, "no-such"})
    assert (made.data, made.taken) == (None, ())
    assert (made.there, made.unknown) == ((LOW,), ("no-such",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_site(tmp_path, {FILE: f"{PROPOSALS}{REST}"})


def run(root: Path, *words: str) -> Result:
    line = ["roll-over", "-C", str(root), "--today", "2569-11-26", *words]
    return CliRunner().invoke(cli, line, catch_exceptions=False)


def test_the_command_says_what_became_of_each(root: Path) -> None:
    first = run(root, "--accept", LOW)
    assert first.output == (
        f"ข้อเสนอ {LOW} เป็นการวิเคราะห์ของปี 2570 แล้ว แก้ถ้อยคำได้ใน {FILE}\n"
    )
    before = (root / FILE).read_bytes()
    again = run(root, "--accept", LOW)
    assert again.output == f"การวิเคราะห์ {LOW} มีอยู่แล้ว จึงไม่แตะต้อง\n"
    wrong = run(root, "--accept", "below-e9")
    assert wrong.output == f"ไม่มีข้อเสนอ below-e9 มีแต่: {HIGH}\n"
    assert (first.exit_code, again.exit_code, wrong.exit_code) == (0, 0, 1)
    assert (root / FILE).read_bytes() == before
