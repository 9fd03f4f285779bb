"""Lists in cells, however they are written."""

from each import each
from prongsai.importing.read.document import Line
from prongsai.importing.read.markup import cell_lines
from prongsai.importing.understand.lists import Entry, entries

Shape = list[tuple[str, str, list]]  # type: ignore[type-arg]  # it holds itself


def shape(listed: list[Entry]) -> Shape:
    return [(e.label, e.text, shape(e.entries)) for e in listed]


def flat(cell: str) -> list[tuple[str, str]]:
    listed = entries([cell_lines(cell)])
    assert not any(entry.entries for entry in listed)
    return [(entry.label, entry.text) for entry in listed]


@each(
    "cell",
    [
        "<ol><li>ก</li><li>ข</li></ol>",
        '<ol style="list-style-type: none"><li>1. ก</li><li>2. ข</li></ol>',
        "<p>๑. ก</p><p>๒. ข</p>",
        "๑. ก ๒. ข",
        "๑.ก ๒.ข",
        "1. ก\n2. ข",
    ],
)
def test_numbers_with_a_dot_mark_items(cell: str) -> None:
    assert flat(cell) == [("1", "ก"), ("2", "ข")]


@each(
    ("cell", "labels"),
    [("๑) ก ๒) ข", ["1)", "2)"]), ("(๑) ก (๒) ข", ["(1)", "(2)"])],
)
def test_numbers_in_brackets_mark_items(cell: str, labels: list[str]) -> None:
    assert flat(cell) == [(labels[0], "ก"), (labels[1], "ข")]


@each(
    "cell",
    [
        "<ul><li>ก</li><li>ข</li></ul>",
        "- ก - ข",
        "-ก -ข",
        "<p>- ก</p><p>- ข</p>",
        "• ก • ข",
        "<ul><li>- ก</li><li>- ข</li></ul>",
    ],
)
def test_dashes_and_bullets_mark_items(cell: str) -> None:
    assert flat(cell) == [("", "ก"), ("", "ข")]


@each(
    "text",
    [
        "ตามข้อ 2. ของประกาศ",
        "ปี พ.ศ.2566 และ 2567",
        "ระหว่าง ม.ค. - มี.ค. 2568",
        "แผน (พ.ศ. 2561 - 2580)",
        "มากกว่า 1 ช่องทาง",
        "ได้ 93.88 คะแนน",
        "ดำเนินการ 1. ครั้งเดียว",
        "(ด้านการป้องกัน) ประจำปี 2564",
    ],
)
def test_other_numbers_and_dashes_are_text(text: str) -> None:
    assert flat(text) == [("", text)]


def test_a_list_goes_on_over_pages() -> None:
    first, second = cell_lines("1. ก 2. ประชาสัมพันธ์ใน"), cell_lines("เว็บไซต์ 3. ค")
    assert shape(entries([first, second])) == [
        ("1", "ก", []),
        ("2", "ประชาสัมพันธ์ใน เว็บไซต์", []),
        ("3", "ค", []),
    ]


def test_lists_nest_three_deep_and_return() -> None:
    pages = [
        cell_lines("1. ก"),
        cell_lines(
            "<p>- ข ประกอบด้วย</p><p>(1) ค</p><p>(2) ง</p><p>- จ</p><p>(1) ฉ</p>"
        ),
        cell_lines("<p>2. ช</p>"),
    ]
    inner: Shape = [("(1)", "ค", []), ("(2)", "ง", [])]
    assert shape(entries(pages)) == [
        ("1", "ก", [("", "ข ประกอบด้วย", inner), ("", "จ", [("(1)", "ฉ", [])])]),
        ("2", "ช", []),
    ]


def test_lists_of_html_nest_by_themselves() -> None:
    cell = "<ol><li>ก<ul><li>ข</li><li>ค</li></ul></li><li>ง</li></ol>"
    assert shape(entries([cell_lines(cell)])) == [
        ("1", "ก", [("", "ข", []), ("", "ค", [])]),
        ("2", "ง", []),
    ]


def test_bullets_of_a_flat_word_list_belong_to_the_number_above() -> None:
    lines = (
        Line(text="ก", mark="1"),
        Line(text="ข", mark="-"),
        Line(text="ค", mark="2"),
    )
    assert shape(entries([lines])) == [("1", "ก", [("", "ข", [])]), ("2", "ค", [])]


def test_what_introduces_a_list_holds_it() -> None:
    assert shape(entries([cell_lines("ดำเนินการดังนี้ ๑) ก ๒) ข")])) == [
        ("", "ดำเนินการดังนี้", [("1)", "ก", []), ("2)", "ข", [])])
    ]


def test_paragraphs_without_marks_are_items_of_their_own() -> None:
    assert flat("<p>ก</p><p>ข</p>") == [("", "ก"), ("", "ข")]


def test_nothing_of_a_cell_is_lost_or_made_up() -> None:
    cell = "๑. ก (๑) ข (๒) ค ๒. ง - จ\nฉ"
    words = [
        part for e in entries([cell_lines(cell)]) for x in e.walk() for part in x.text
    ]
    assert [sign for sign in words if sign.strip(" -")] == list("กขคงจฉ")


@each(
    "text",
    [
        "๑. ประชุม\n   ๑.๑ เชิญ\n   ๑.๒ จด\n๒. รายงาน\n๒.๑ ร่าง",
        "1. ประชุม 1.1 เชิญ 1.2 จด 2. รายงาน 2.1 ร่าง",
    ],
)
def test_numbers_with_that_of_their_item_are_below_it(text: str) -> None:
    lines = [Line(text=line) for line in text.split("\n")]
    listed = entries([lines])
    assert [(one.label, one.text) for one in listed] == [
        ("1", "ประชุม"),
        ("2", "รายงาน"),
    ]
    below = [[(one.label, one.text) for one in item.entries] for item in listed]
    assert below == [[("1.1", "เชิญ"), ("1.2", "จด")], [("2.1", "ร่าง")]]


@each("text", ["1. ใช้เงิน 1.5 ล้านบาท", "1. เพิ่มเป็น 2.1 เท่า", "เพิ่ม 1.1 เท่า"])
def test_other_figures_with_a_point_stay_in_the_text(text: str) -> None:
    [entry] = entries([[Line(text=text)]])
    assert entry.entries == []
    assert entry.text.endswith(text[-6:])
