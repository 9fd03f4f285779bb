"""`prongsai settle`: an answer that names no item of the year is refused."""

from pathlib import Path

from click.testing import CliRunner

from prongsai.cli import cli
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
