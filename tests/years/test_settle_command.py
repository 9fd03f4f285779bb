"""`prongsai settle`: an answer that names no item of the year is refused."""

from pathlib import Path

from click.testing import CliRunner

from prongsai.cli import cli
from prongsai.loading.catalogues import catalogue
from prongsai.years.moving import tree_of
from small_site import AGENCY
from small_site import write as small_site

DISCLOSURES = f"{AGENCY}/2570/disclosures.yml"
LIST = """\
fiscal_year: 2570
items_known: true
items:
  - {code: O1, title: โครงสร้าง, follows: ['2569:O1']}
  - {code: O2, title: ข่าวและการติดต่อ}
"""
ENTERED = "codes_of: 2569\nitems:\n  - {code: O4, explanation: ข่าวอยู่หน้านี้}\n"
RULES = catalogue(2569)
assert RULES
ITEM = next(item for item in RULES.items if item.code == "O3")
ANSWER = "  - {code: O3, components: [{id: o3-phone, text: โทร 0 2000 0000}]}\n"
LIST_OF_ONE = f"""\
fiscal_year: 2570
items_known: true
items:
  - code: O1
    title: {ITEM.title}
    follows: ['2569:O3']
"""
WAITS = (
    f"ข้อ O3 “{ITEM.title}” ย้ายแล้ว แต่รายการปีนี้ยังไม่มีองค์ประกอบที่เคยตอบไว้ คำตอบจึงรออยู่"
    " ไม่หาย เมื่อใส่องค์ประกอบของข้อ O1 จากคู่มือแล้ว สั่ง --to O3=รหัสข้อ"
)


def test_a_place_that_the_year_does_not_have_is_refused_and_nothing_moves(
    tmp_path: Path,
) -> None:
    root = small_site(
        tmp_path, {DISCLOSURES: ENTERED, "content/catalogue/2570.yml": LIST}
    )
    words = ["settle", "-C", str(root), "--year", "2570", "--to", "O4=O77"]
    done = CliRunner().invoke(cli, [*words, "--to", "O1=-"])
    assert done.exit_code == 2, done.output
    assert (
        "ยังไม่ได้ย้ายอะไร เพราะปี 2570 ไม่มีข้อ O77 (ข้อสุดท้ายคือ O2)"
        " ดูรหัสข้อของปีนี้แล้วสั่งใหม่ ถ้าไม่มีข้อนั้นแล้วพิมพ์ - แทนรหัส"
    ) in " ".join(done.output.split())
    assert (root / DISCLOSURES).read_text(encoding="utf-8") == ENTERED


def test_answers_to_components_wait_until_the_list_has_them(tmp_path: Path) -> None:
    entered = "codes_of: 2569\nitems:\n" + ANSWER
    path = "content/catalogue/2570.yml"
    root = small_site(tmp_path, {DISCLOSURES: entered, path: LIST_OF_ONE})
    words = ["settle", "-C", str(root), "--year", "2570"]
    first = CliRunner().invoke(cli, words)
    assert first.output.splitlines() == ["ย้าย O3 → O1", WAITS]

    [phone] = [one.text for one in ITEM.components if one.id == "o3-phone"]
    asked = (
        "    components:\n"
        f"      - {{id: own-1, text: {phone}, authority: local, sources: [m]}}\n"
    )
    source = "sources:\n  - {id: m, title: คู่มือ, document: คู่มือ หน้า 1}\n"
    (root / path).write_text(LIST_OF_ONE + asked + source, encoding="utf-8")
    placed = CliRunner().invoke(cli, [*words, "--to", "O3=O1"])
    assert placed.output.splitlines() == ["ย้าย O3 → O1"]
    text = (root / DISCLOSURES).read_text(encoding="utf-8")
    assert tree_of(text.encode(), "") == {
        "items": [
            {"code": "O1", "components": [{"id": "own-1", "text": "โทร 0 2000 0000"}]}
        ]
    }
