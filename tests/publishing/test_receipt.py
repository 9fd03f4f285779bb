"""The receipt: whole or not at all, for people and for the other commands."""

import datetime
from dataclasses import replace
from pathlib import Path

from each import each
from prongsai import messages
from prongsai.internal.live_proof import of_page, of_site
from prongsai.publishing.receipt import RECEIPTS, Receipt, as_json, from_json, newest
from prongsai.publishing.receipt_page import as_html, lines
from prongsai.site.verify import Terms, ids, outside
from prongsai.site.verify.site import BuiltSite
from receipts import RECEIPT

URL = "https://www.banrai.go.th/ita/"
WHEN = datetime.datetime(
    2026, 11, 26, 14, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=7))
)


def keep(root: Path, receipt: Receipt, data: bytes | None = None) -> None:
    folder = root / RECEIPTS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{receipt.name}.json").write_bytes(data or as_json(receipt))


def test_a_receipt_is_read_back_as_it_was_written() -> None:
    assert from_json(as_json(RECEIPT)) == RECEIPT
    assert RECEIPT.name == "2569-11-26-140203"


@each("at", range(0, 1500, 97))
def test_a_receipt_that_was_changed_proves_nothing(at: int) -> None:
    data = bytearray(as_json(RECEIPT))
    data[at] ^= 1
    assert from_json(bytes(data)) is None
    assert from_json(bytes(data[:at])) is None


@each("data", [b"", b"[]", b"null", b'{"receipt": 1}', b"[" * 100_000, b"\xff"])
def test_what_is_no_receipt_is_none(data: bytes) -> None:
    assert from_json(data) is None


def test_the_newest_receipt_of_the_site_counts(tmp_path: Path) -> None:
    assert newest(tmp_path, URL) is None
    keep(tmp_path, RECEIPT)
    keep(tmp_path, replace(RECEIPT, when=WHEN - datetime.timedelta(days=1), results=()))
    keep(
        tmp_path,
        replace(RECEIPT, when=WHEN.replace(minute=9), site_url="https://x.go.th/"),
    )
    live = newest(tmp_path, URL.rstrip("/"))
    assert live is not None
    assert of_site(live, "th") == (
        "ตรวจบนเว็บไซต์จริงเมื่อ 26 พ.ย. 2569 14:02 น. ยังพิสูจน์ไม่ได้ 8 จาก 10 แห่ง"
    )
    said = [of_page(live, "2568/o1/", digest, "th") for digest in ("2", "new")]
    assert said == [
        "พิสูจน์บนเว็บไซต์จริงเมื่อ 26 พ.ย. 2569 14:02 น.",
        "ยังไม่ได้พิสูจน์ฉบับนี้ ฉบับก่อนหน้าพิสูจน์เมื่อ 26 พ.ย. 2569 14:02 น.",
    ]
    assert of_page(live, "2568/o5/", "2", "th") == "ยังไม่ได้พิสูจน์บนเว็บไซต์จริง"


def test_a_damaged_newest_receipt_is_said_and_proves_nothing(tmp_path: Path) -> None:
    keep(tmp_path, RECEIPT)
    keep(tmp_path, replace(RECEIPT, when=WHEN.replace(minute=9)), b"{")
    live = newest(tmp_path, URL)
    assert of_site(live, "th") == (
        "ยังไม่ได้พิสูจน์บนเว็บไซต์จริง เพราะใบพิสูจน์ล่าสุด "
        "build/internal/receipts/2569-11-26-140903.json เสียหายหรือถูกแก้ "
        "โปรดพิมพ์ prongsai publish --check"
    )
    assert of_page(live, "2568/o1/", "2", "th") == "ยังไม่ได้พิสูจน์บนเว็บไซต์จริง"


def test_the_page_to_print_names_what_by_whom_and_what_is_not_proven(
    tmp_path: Path,
) -> None:
    text = as_html(RECEIPT, "th").decode()
    for said in (
        "พิสูจน์แล้ว 2 จาก 10 แห่ง",
        "26 พฤศจิกายน 2569 14:02",
        "ปลัดเทศบาล",
        "a" * 40,
        f"{URL}2568/o1/",
        f"{URL}2568/o5/ เปิดไม่ได้แล้ว (404)",
        "อีก 10 วัน",
    ):
        assert said in text
    assert text.count("ไม่ตรงกับรุ่นที่ควรอยู่") == 7
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    page = BuiltSite(root=tmp_path, terms=Terms(language="th"))
    assert list(outside.check(page)) == []
    assert list(ids.check(page)) == []


def test_the_terminal_names_the_lost_first_and_a_few_of_each_kind() -> None:
    said = list(lines(RECEIPT, "th"))
    assert said[0] == f"{URL}2568/o5/ เปิดไม่ได้แล้ว (404) ผู้ประเมินจะไม่เห็นหน้านี้"
    assert said[1] == f"→ {messages.text('proof', 'do-lost', 'th')}"
    assert sum("ไม่ตรงกับรุ่นที่ควรอยู่" in line for line in said) == 5
    assert said[7] == "และอีก 2 แห่งแบบเดียวกัน ดูทั้งหมดในใบพิสูจน์"
    assert said[8] == f"→ {messages.text('proof', 'do-differs', 'th')}"
    assert said[9].startswith("ใบรับรองความปลอดภัย (https) จะหมดอายุ 6 ธันวาคม 2569")


def test_what_to_do_is_said_once_for_all_addresses_of_a_kind() -> None:
    page = as_html(RECEIPT, "th").decode()
    for said in (page, "\n".join(lines(RECEIPT, "th"))):
        assert said.count("โปรดพิมพ์ prongsai publish --repair") == 2
