"""What a second search found is in the catalogues, or on its list not to be used."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from each import each
from prongsai.loading.catalogues import catalogue

FOUND = Path(__file__).parents[3] / "shared/ita/components-2567-2569-more.yml"
PACKAGE = Path(__file__).parents[2] / "generator" / "prongsai" / "catalogue"

IN_OTHER_WORDS = {
    (2568, "วิเคราะห์ผลการประเมินปีก่อน ระบุประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้โดยเร่งด่วน"): (
        "o27-analysis-urgent"
    ),
    (2568, "ระบุประเด็นที่ต้องพัฒนาให้ดีขึ้น สอดคล้องกับผลการประเมิน"): "o27-analysis-develop",
    (2568, "แสดงความก้าวหน้าหรือผลการดำเนินการตามมาตรการ"): "o28-results",
    (2568, "แสดงการนำมาตรการของข้อมาตรการไปปฏิบัติอย่างเป็นรูปธรรม"): "o28-results",
    (2569, "นโยบาย No Gift Policy ของปีงบประมาณที่ประเมิน ลงนามโดยผู้บริหารสูงสุด"): (
        "o20-declaration"
    ),
    (2569, "รายงานการรับของขวัญและของกำนัลของปีงบประมาณ"): "o20-report",
}  # fmt: skip
"""Lines that the catalogue had before, with the id they have there."""

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not FOUND.exists(), reason="shared/ is not beside the project"),
]


def found() -> Any:
    return yaml.load(FOUND.read_text(encoding="utf-8"), yaml.CSafeLoader)


@each("year", [2567, 2568, 2569])
def test_every_line_is_a_component_of_its_item(year: int) -> None:
    rules = catalogue(year)
    assert rules is not None
    items = {item.code: item for item in rules.items}
    missing = []
    for code, entry in found()["years"][year]["items"].items():
        components = items[code].components
        known = {one.text for one in components} | {one.id for one in components}
        missing += [
            (code, text)
            for text in entry["components"]
            if text not in known and IN_OTHER_WORDS.get((year, text)) not in known
        ]
    assert missing == []


def test_the_nine_columns_are_official_in_both_items() -> None:
    form = found()["forms"]["procurement-9"]
    rules = catalogue(2568)
    assert rules is not None
    for item in rules.items:
        if item.code in {"O12", "O13"}:
            authority = {one.text: str(one.authority) for one in item.components}
            asked = {name: authority.get(name) for name in form["columns"]}
            assert set(asked.values()) == {"official"}


def test_no_catalogue_cites_what_is_not_to_be_used() -> None:
    meta = found()["meta"]
    lines = "\n".join(meta["do_not_use"])
    named = re.findall(r"[0-9]{9,}|\w+\.jsx", lines)
    assert len(named) >= 6
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.yml")]
    assert [name for name in named if any(name in text for text in texts)] == []
