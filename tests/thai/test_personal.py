"""Personal numbers: which are found, which are none, and how they are hidden."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.thai.digits import to_thai
from prongsai.thai.personal import (
    bank_accounts,
    check_digit,
    citizen_ids,
    has_long_number,
    hidden_phone,
    is_citizen_id,
    mobile_numbers,
)

FIRST_TWELVE = st.integers(10**11, 10**12 - 1).map(str)


def _grouped(digits: str, sign: str) -> str:
    ends = (0, 1, 5, 10, 12, 13)
    return sign.join(digits[a:b] for a, b in pairwise(ends))


@given(FIRST_TWELVE, st.sampled_from(["", "-", " ", "–", "\u00a0"]), st.booleans())
def test_an_id_is_found_however_it_is_written(
    twelve: str,
    sign: str,
    thai: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    digits = f"{twelve}{check_digit(twelve)}"
    written = _grouped(digits, sign)
    text = f"เลขที่{to_thai(written) if thai else written} ของผู้ขอ"
    assert list(citizen_ids(text)) == [f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}"]
    assert has_long_number(text)


@given(FIRST_TWELVE, st.integers(1, 9))
def test_a_wrong_last_digit_is_none(twelve: str, more: int) -> None:
    wrong = (check_digit(twelve) + more) % 10
    assert not is_citizen_id(f"{twelve}{wrong}")
    assert list(citizen_ids(f"{twelve}{wrong}")) == []


@given(st.integers(0, 10**11 - 1).map("{:012}".format))
def test_a_companys_tax_id_is_none(twelve: str) -> None:
    assert not is_citizen_id(f"{twelve}{check_digit(twelve)}")
    assert list(citizen_ids(f"{twelve}{check_digit(twelve)}")) == []


@given(FIRST_TWELVE)
def test_a_hidden_id_keeps_its_first_ten_digits_to_itself(twelve: str) -> None:
    (hidden,) = citizen_ids(f"{twelve}{check_digit(twelve)}")
    assert sum(letter.isdigit() for letter in hidden) == 3


@given(st.text())
def test_nothing_is_found_where_there_is_no_long_number(text: str) -> None:
    if not has_long_number(text):
        found = (citizen_ids(text), mobile_numbers(text), bank_accounts(text))
        assert [list(one) for one in found] == [[], [], []]


@given(
    FIRST_TWELVE,
    st.integers(1, 16),
    st.sampled_from(["\n", " ", "\r\n", " \n", "\t", "\f"]),
)
def test_an_id_with_hyphens_is_found_wherever_a_line_ends_in_it(
    twelve: str, at: int, end: str
) -> None:
    digits = f"{twelve}{check_digit(twelve)}"
    written = _grouped(digits, "-")
    text = f"ผู้ขอ {written[:at]}{end}{written[at:]}\tตำบล"
    assert list(citizen_ids(text)) == [f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}"]
    assert has_long_number(text)


@given(FIRST_TWELVE, st.integers(1, 12), st.sampled_from(["\n", " ", "\f"]))
def test_an_id_without_hyphens_is_found_over_a_line_end_under_its_name(
    twelve: str, at: int, end: str
) -> None:
    digits = f"{twelve}{check_digit(twelve)}"
    text = f"ชื่อ\tเลขประจำตัวประชาชน\nสมมุติ\t{digits[:at]}{end}{digits[at:]}\tตำบล"
    assert list(citizen_ids(text)) == [f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}"]


ID = "1234567890121"


@each(
    "text",
    [
        f"9{ID}",
        f"{ID}0",
        "https://a.example/?time=1700000000001",
        f"IMG_{ID}.jpg",
        f"0.{ID}",
        "12345 67890 121",
        "12345678\n90121",
        "เลขประจำตัวประชาชน\n12345678\n\n\n\n\n90121",
        "1-2345-\n67890-12-2",
    ],
)
def test_these_are_no_ids(text: str) -> None:
    assert list(citizen_ids(text)) == []


def test_the_boxes_of_a_form_hold_one_digit_each() -> None:
    assert list(citizen_ids("1 2 3 4 5 6 7 8 9 0 1 2 1")) == ["x-xxxx-xxxxx-12-1"]


def test_two_telephones_that_share_their_beginning_are_one_at_least() -> None:
    assert list(mobile_numbers("0812345678-9")) == ["0812345678"]


@each(
    "text",
    [
        "เลขประจำตัวประชาชน 1 2 3 4 5 6 7 8 9 0 1 2 1",
        "ID\t1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t2\t1",
        f"ผู้ขอ{ID}บาท",
        f"({ID})",
        f"{ID}.",
        f"ID{ID}",
        f"https://a.example/{ID}.pdf",
        f"https://a.example/?id={ID}",
        "1 - 2345 - 67890 - 12 - 1",
        "1—2345—67890—12—1",
        "1−2345−67890−12−1",
        "1.2345.67890.12.1",
        "1/2345/67890/12/1",
        "1234 5678 9012 1",
        "1234-5678-9012-1",
        "12\u200b345678901\u200b21",
        "１２３４５６７８９０１２１",
        "໑໒໓໔໕໖໗໘໙໐໑໒໑",
        "1234567890121.pdf",
        "สำเนาบัตร/1234567890121",
    ],
)
def test_these_are_ids(text: str) -> None:
    assert list(citizen_ids(text)) == ["x-xxxx-xxxxx-12-1"]


@each(
    "text",
    [
        "0812345678",
        "โทร.081-234-5678",
        "081 234 5678",
        "08-1234-5678",
        "081-2345678",
        "081-2345-678",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "+66812345678",
        "66812345678",
        "081.234.5678",
        "081–234–5678",
        "(081) 234-5678",
        "+66 (0) 81 234 5678",
        "0066812345678",
        "081 - 234 - 5678",
    ],
)
def test_these_are_mobile_numbers(text: str) -> None:
    assert list(mobile_numbers(text)) == ["0812345678"]


@each(
    "text",
    [
        "0-2123-4567",
        "02-123-4567",
        "0-0000-0000",
        "68000000001",
        "06-07-2568 10",
        "1,081,234,567.80",
        "10812345678",
        "0.812345678",
        "081 250 1,300",
        "งบประมาณ 0812345678",
        "0812345678 บาท",
        "66012345678",
        "เลขครุภัณฑ์ 081-234-5678",
    ],
)
def test_these_are_no_mobile_numbers(text: str) -> None:
    assert list(mobile_numbers(text)) == []


def test_a_phone_shows_its_end_only() -> None:
    assert hidden_phone("0812345678") == "08x-xxx-5678"


@each(
    "text",
    [
        "เลขที่บัญชี 123-4-56789-0",
        "บัญชีเงินฝากออมทรัพย์ ธนาคารสมมุติ เลขที่ 1234567890",
        "บัญชีเลขที่ ๑๒๓-๔-๕๖๗๘๙-๐",
    ],
)
def test_these_are_accounts(text: str) -> None:
    assert list(bank_accounts(text)) == ["xxx-x-xx789-0"]


@each(
    "text",
    [
        "งานการเงินและบัญชี โทร 081-234-5678",
        "งานการเงินและบัญชี โทร 0812345678",
        "งานการเงินและบัญชี โครงการ 68000000001",
        "บัญชีรายรับรายจ่าย 1,234,567.89 บาท",
        "123-4-56789-0",
        "บัญชี\n123-4-56789-0",
    ],
)
def test_these_are_no_accounts(text: str) -> None:
    assert list(bank_accounts(text)) == []
