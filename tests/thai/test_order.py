"""Names are in the order of a Thai dictionary, their numbers in that of numbers."""

import pytest

from prongsai.thai.order import in_order

IN_ORDER = (
    ("อบต.แห่งที่ 1", "อบต.แห่งที่ ๒", "อบต.แห่งที่ 10"),
    ("กระบี่", "ชลบุรี", "เชียงราย", "เชียงใหม่", "ตาก", "แพร่", "ระยอง", "เลย"),
    ("โขนงพระ", "คลองม่วง", "ใจดี", "ไชยา", "บ้านไร่", "บ้านไร่ 2", "หนองสาหร่าย"),
    ("", "2", "ก"),
)


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_are_where_people_look_for_them(names: tuple[str, ...]) -> None:
    mixed = names[1:] + names[:1]
    assert sorted(mixed, key=in_order) == list(names)
