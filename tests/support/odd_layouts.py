"""Manuals set in unusual ways: the same items in tables and lists of many kinds."""

from collections.abc import Callable, Sequence
from itertools import groupby

from manual_layouts import Block, Layout, NewPage, Row, cell, table
from manuals import Asked

USUAL = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล")
UNUSUAL = ("รหัส", "เรื่อง", "สิ่งที่ต้องแสดง")
LETTERS = "กขคงจฉชซฌญ"
CALENDAR = (
    ("ลำดับ", "กิจกรรม", "ช่วงเวลา"),
    ("1", "ลงทะเบียน", "ธันวาคม 2568 - มกราคม 2569"),
    ("2", "เก็บข้อมูล IIT และ EIT", "1 ม.ค. – 30 มิ.ย. 2569"),
)


def bulleted(one: Asked) -> list[str]:
    return [f"o {text}" for text in one.components]


def lettered(mark: str) -> Callable[[Asked], list[str]]:
    def lines(one: Asked) -> list[str]:
        marks = zip(LETTERS, one.components, strict=False)
        return [mark.replace("ก", letter) + text for letter, text in marks]

    return lines


def rows(
    items: Sequence[Asked], lines: Callable[[Asked], list[str]] = bulleted
) -> list[Row]:
    return [(one.code, one.title, cell(*lines(one))) for one in items]


def pieces(
    head: Row, body: Sequence[Row], said: str = "", size: int = 5
) -> list[Block]:
    """Cut a table into pages; `said` is written between them."""
    made: list[Block] = []
    for first in range(0, len(body), size):
        made += [NewPage(said=said)] if first else []
        made.append(table(head, *body[first : first + size]))
    return made


def continued(items: Sequence[Asked], code: str, title: str) -> list[Row]:
    """Give each item a second row, as where it goes on overleaf."""
    made: list[Row] = []
    for one in items:
        first, *more = bulleted(one)
        made.append((one.code, one.title, cell(first)))
        if more:
            names = {"code": one.code, "title": one.title}
            again = (code.format(**names), title.format(**names), cell(*more))
            made.append(again)
    return made


def by_indicator(items: Sequence[Asked]) -> list[list[Asked]]:
    return [list(group) for _, group in groupby(items, lambda one: one.sub_indicator)]


def a_row_a_component(one: Asked, lines: Sequence[str]) -> list[Row]:
    high = len(lines)
    first, *more = lines
    merged = cell(one.code, high=high), cell(one.title, high=high)
    return [(*merged, first), *((line,) for line in more)]


def numbered(one: Asked) -> list[Row]:
    high = len(one.components)
    merged = cell(one.code, high=high), cell(one.title, high=high)
    made: list[Row] = [(str(n), text) for n, text in enumerate(one.components, 1)]
    return [(*merged, *made[0]), *made[1:]]


def contents(items: Sequence[Asked]) -> list[str]:
    pages = enumerate(items, 30)
    return [f"{one.code} {one.title} ........ {page}" for page, one in pages]


def running(items: Sequence[Asked]) -> list[Block]:
    return [
        line for one in items for line in (f"{one.code} {one.title}", *bulleted(one))
    ]


def layouts(items: Sequence[Asked]) -> dict[str, Layout]:
    """Return every layout by what is unusual in it."""
    return {
        name: Layout(blocks=tuple(blocks))
        for name, blocks in (
            *_headers(items).items(),
            *_columns(items).items(),
            *_merged(items).items(),
            *_around(items).items(),
            *_lists(items).items(),
        )
    } | {
        "landscape, five columns": Layout(
            landscape=True,
            size=10,
            blocks=(
                table(
                    ("รหัส", "เรื่อง", "เกณฑ์", "ค่าน้ำหนัก", "ลิงก์"),
                    *[
                        (*row, "100 คะแนน", "https://example.go.th/x")
                        for row in rows(items)
                    ],
                    again=True,
                ),
            ),
        )
    }


def _headers(items: Sequence[Asked]) -> dict[str, Sequence[Block]]:
    every = rows(items)
    halves = every[: len(every) // 2], every[len(every) // 2 :]
    together = [(f"{one.code} {one.title}", cell(*bulleted(one))) for one in items]
    return {
        "an unusual header on each page": [table(UNUSUAL, *every, again=True)],
        "an unusual header typed again": pieces(UNUSUAL, every),
        "an unusual header within the table": [
            table(UNUSUAL, *halves[0], UNUSUAL, *halves[1])
        ],
        "an unusual header over two columns": [
            table(("ข้อกำหนด", "สิ่งที่ต้องมี"), *together, again=True)
        ],
        "an English header": [
            table(("No.", "Topic", "Requirement"), *every, again=True)
        ],
        "a header of merged cells": [
            table(
                (cell("รายการ OIT", wide=2), cell("สิ่งที่ต้องแสดง", high=2)),
                ("รหัส", "เรื่อง"),
                *every,
            )
        ],
        "no header": [table(*every)],
    }


def _columns(items: Sequence[Asked]) -> dict[str, Sequence[Block]]:
    middle = [(row[1], row[0], row[2]) for row in rows(items)]
    last = [(row[1], row[2], row[0]) for row in rows(items)]
    return {
        "codes in the middle": [
            table(("เรื่อง", "รหัส", "สิ่งที่ต้องแสดง"), *middle, again=True)
        ],
        "codes in the middle, usual header": [
            table(("ข้อมูล", "ข้อ", "องค์ประกอบด้านข้อมูล"), *middle, again=True)
        ],
        "codes last": [table(("เรื่อง", "สิ่งที่ต้องแสดง", "รหัส"), *last, again=True)],
        "a table an item": [
            table(
                (cell(f"{one.code} {one.title}", wide=2),),
                ("องค์ประกอบด้านข้อมูล", cell(*bulleted(one))),
                ("คำอธิบาย", "เผยแพร่บนเว็บไซต์หลัก"),
            )
            for one in items
        ],
        "a table an item, upright": [
            table(
                ("ข้อ", one.code),
                ("ข้อมูล", one.title),
                ("องค์ประกอบ", cell(*bulleted(one))),
            )
            for one in items
        ],
    }


def _merged(items: Sequence[Asked]) -> dict[str, Sequence[Block]]:
    grouped: list[Row] = []
    headed: list[Row] = []
    for group in by_indicator(items):
        name = f"ตัวชี้วัดย่อยที่ {group[0].sub_indicator}"
        first, *more = rows(group)
        grouped += [(cell(name, high=len(group)), *first), *more]
        headed += [(cell(f"{name} การเปิดเผยข้อมูล", wide=3),), *rows(group)]
    return {
        "indicators merged over rows": [
            table(("ตัวชี้วัดย่อย", *USUAL), *grouped, again=True)
        ],
        "indicators merged, no header": [table(*grouped)],
        "indicators as rows, unusual header": [table(UNUSUAL, *headed, again=True)],
        "a row a component": [
            table(
                USUAL,
                *[
                    row
                    for one in items
                    for row in a_row_a_component(one, bulleted(one))
                ],
                again=True,
            )
        ],
        "a row a component, numbers in a column": [
            table(
                (*USUAL[:2], "ที่", USUAL[2]),
                *[row for one in items for row in numbered(one)],
                again=True,
            )
        ],
        "a table within each cell": [
            table(
                USUAL,
                *[
                    (one.code, one.title, cell(table(*[(x,) for x in bulleted(one)])))
                    for one in items
                ],
                again=True,
            )
        ],
    }


def _around(items: Sequence[Asked]) -> dict[str, Sequence[Block]]:
    usual = table(USUAL, *rows(items), again=True)
    pages = [(one.code, one.title, str(n)) for n, one in enumerate(items, 30)]
    form = [(one.code, one.title, "มี / ไม่มี", "") for one in items]
    return {
        "rows that go on": [
            table(USUAL, *continued(items, "{code} (ต่อ)", "{title} (ต่อ)"), again=True)
        ],
        "rows that go on without a code": [
            table(USUAL, *continued(items, "(ต่อ)", ""), again=True)
        ],
        "running lines between the pages": pieces(
            USUAL,
            continued(items, "{code} (ต่อ)", "{title}"),
            "คู่มือการประเมิน สำนักงาน ป.ป.ช. หน้า 12",
        ),
        "contents as text": ["สารบัญ", *contents(items), NewPage(), usual],
        "contents as a table": [
            table(("ข้อ", "รายการ", "หน้า"), *pages),
            NewPage(),
            usual,
        ],
        "contents before running text": [*contents(items), NewPage(), *running(items)],
        "an appendix of titles": [
            usual,
            NewPage(),
            *(f"{one.code} {one.title}" for one in items),
        ],
        "an appendix that is the same": [usual, NewPage(), usual],
        "an appendix that is a form": [
            usual,
            NewPage(),
            table(("ข้อ", "รายการ", "ผลการตรวจ", "ความเห็น"), *form),
        ],
        "the calendar before": [table(*CALENDAR), NewPage(), usual],
        "the calendar after": [usual, NewPage(), table(*CALENDAR)],
        "footnotes with codes": [
            block
            for piece in pieces(USUAL, rows(items))
            for block in (piece, "¹ ดูข้อ O12 ประกอบ")
        ],
    }


def _lists(items: Sequence[Asked]) -> dict[str, Sequence[Block]]:
    headed = [
        line
        for one in items
        for line in (
            f"ข้อ {one.code} : {one.title}",
            "องค์ประกอบด้านข้อมูล",
            *bulleted(one),
            "คำอธิบายเพิ่มเติม",
            "ให้หน่วยงานเผยแพร่บนหน้าแรกของเว็บไซต์",
        )
    ]
    return {
        f"Thai letters {mark}": [table(USUAL, *rows(items, lettered(mark)), again=True)]
        for mark in ("ก. ", "(ก) ", "ก)")
    } | {"headings within each item": headed}
