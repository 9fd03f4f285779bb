"""What the YAML reader accepts, and what it says where it does not."""

import io
import json
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from each import each
from mistakes_tables import cases, named, report, same_as_table
from prongsai.findings import Place
from prongsai.yaml.mistakes import INVISIBLE
from prongsai.yaml.reader import MAX_BYTES, MAX_DEPTH, YamlFile, YamlTree, read_yaml

HIDDEN = ("_ruamel_yaml", "ruamel.yaml.clib", "ruamel.yaml.clib._ruamel_yaml")
"""Where ruamel looks for its C parser."""

OTHER_WORDS = "ตัวอ่านแจ้งว่า"
"""Where a finding quotes the parser, the two parsers have words of their own."""


def read(text: str | bytes) -> YamlFile:
    data = text if isinstance(text, bytes) else text.encode()
    return read_yaml(data, "content/site.yml")


def run(case: dict[str, Any]) -> str:
    return report(read(case["text"]).findings)


@named("yaml")
def test_a_mistake_is_told_with_its_place(
    case: dict[str, Any], *, update_golden: bool
) -> None:
    same_as_table("yaml", case, run, update=update_golden)


@named("yaml")
def test_what_has_a_mistake_has_no_tree(case: dict[str, Any]) -> None:
    got = read(case["text"])
    assert (got.tree is None) == bool(got.findings)


def python(program: str) -> subprocess.CompletedProcess[str]:
    """Run `program` in a process of its own, so that a crash is seen."""
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "support")]
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {folders}\n{program}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


HIDE = f"for name in {HIDDEN}: sys.modules[name] = None\n"


@pytest.mark.slow
def test_the_pure_parser_says_the_same_as_the_c_parser() -> None:
    program = (
        HIDE + "import json, test_reader as t\n"
        "from ruamel.yaml import YAML\n"
        "y = YAML(typ='safe'); next(iter(y.parse('a: 1')))\n"
        "assert y.Parser.__module__ == 'ruamel.yaml.parser', y.Parser\n"
        "print(json.dumps({c['name']: t.run(c) for c in t.cases('yaml')}))"
    )
    done = python(program)
    assert done.returncode == 0, done.stderr
    expected = {case["name"]: short(case["expect"]) for case in cases("yaml")}
    assert expected == {
        name: short(got) for name, got in json.loads(done.stdout).items()
    }


def short(text: str) -> str:
    return text.partition(OTHER_WORDS)[0]


DEEP = {
    "opening brackets": ("a: " + "[" * 100_000, "yaml-too-deep"),
    "opening braces": ("a: " + "{" * 100_000, "yaml-key"),
    "braces with keys": ("a: " + "{b: " * 100_000, "yaml-too-deep"),
    "brackets at the top": ("[" * 100_000, "yaml-too-deep"),
    "lists in one line": ("a:\n  " + "- " * 100_000, "yaml-too-deep"),
    "lists at the top": ("- " * 100_000, "yaml-too-deep"),
    "questions": ("? " * 100_000, "yaml-key"),
    "mappings by indentation": (
        "".join(f"{' ' * depth}a:\n" for depth in range(1_500)),
        "yaml-too-deep",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("hide", ["", HIDE], ids=["c", "pure"])
def test_a_hundred_thousand_levels_do_not_crash_the_process(hide: str) -> None:
    program = f"""{hide}
import test_reader as t
for name, (text, _) in t.DEEP.items():
    print(name, [finding.code for finding in t.read(text).findings], flush=True)
"""
    done = python(program)
    expected = "".join(f"{name} ['{code}']\n" for name, (_, code) in DEEP.items())
    assert (0, expected) == (done.returncode, done.stdout), done.stderr


@each("depth", [MAX_DEPTH, MAX_DEPTH + 1])
def test_the_limit_of_levels_is_exact(depth: int) -> None:
    text = "".join(f"{'  ' * level}a:\n" for level in range(depth - 1))
    got = read(f"{text}{'  ' * (depth - 1)}a: 1\n")
    assert bool(got.findings) == (depth > MAX_DEPTH)


ENCODINGS = {
    "cp874": ("หน่วยงาน: เทศบาลตำบลตัวอย่าง\n", "cp874", 1),
    "tis-620 after plain lines": ("a: 1\n# b\nc: แผนปฏิบัติการ\n", "tis-620", 3),
    "utf-16 with its mark": ("a: แผน\n", "utf-16", 1),
    "utf-16-le without a mark": ("a: แผน\n", "utf-16-le", 1),
    "utf-16-be without a mark": ("a: แผน\n", "utf-16-be", 1),
    "utf-32": ("a: แผน\n", "utf-32", 1),
    "latin-1": ("a: café\n", "latin-1", 1),
}


@each("name", ENCODINGS)
def test_another_encoding_is_named_with_its_line(name: str) -> None:
    text, encoding, line = ENCODINGS[name]
    expected = (
        f"content/site.yml:{line}:1: error[not-utf8] "
        "อ่านตัวอักษรในบรรทัดนี้ไม่ได้ เพราะไฟล์ไม่ได้บันทึกแบบ UTF-8\n"
        "  → เปิดไฟล์ด้วย Notepad แล้วเลือก บันทึกเป็น… → การเข้ารหัส: UTF-8 แล้วบันทึกทับ\n"
    )
    assert expected == report(read(text.encode(encoding)).findings)


PLAIN = "a: แผน\nb:\n  - ก\n  - ข\n"


@each(
    "data",
    [
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r\n").encode("utf-8-sig"),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace("\n", "\r\n", 1).encode(),
        PLAIN.removesuffix("\n").encode(),
        f"\ufeff{PLAIN}".encode("utf-8-sig"),
    ],
    ids=["mark", "crlf", "mark and crlf", "cr", "mixed", "no end of line", "two marks"],
)
def test_byte_order_marks_and_any_line_ends_are_accepted(data: bytes) -> None:
    got = read(data)
    assert (got.tree, got.findings) == ({"a": "แผน", "b": ["ก", "ข"]}, ())
    assert Place(path="content/site.yml", line=4, column=5) == got.marks.at(("b", 1))


def test_a_mistake_after_old_mac_line_ends_has_its_line() -> None:
    got = read(b'a: 1\rb: "open\r')
    assert [(f.code, f.place.line, f.place.column) for f in got.findings] == [
        ("yaml-quote", 2, 4)
    ]


def test_fifty_megabytes_are_refused_before_anything_is_read() -> None:
    data = b"[" * 50_000_000
    expected = (
        "content/site.yml:1:1: error[file-too-large] "
        "ไฟล์นี้ใหญ่ 50.0 MB เกินขนาดที่รับได้ (2 MB)\n"
        "  → ไฟล์ข้อมูลเป็นข้อความล้วน ถ้าไฟล์ใหญ่ขนาดนี้มักวางไฟล์ผิด "
        "ให้ย้ายไฟล์แนบไปไว้ในโฟลเดอร์ files/\n"
    )
    assert expected == report(read(data).findings)


def test_the_limit_of_size_is_exact() -> None:
    data = b"a: 1\n#" + b"x" * (MAX_BYTES - 6)
    assert [f.code for f in read(data).findings] == []
    assert [f.code for f in read(data + b"x").findings] == ["file-too-large"]


@each(
    ("typed", "expected"),
    [
        ("2567-02-29", "2567-02-29"),
        ("2567-10-01", "2567-10-01"),
        ("012", "012"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        (".inf", ".inf"),
        ("yes", "yes"),
        ("No", "No"),
        ("true", "true"),
        ("๒๕๖๘", "๒๕๖๘"),
        ("", None),
        ("~", None),
        ("null", None),
        ("'~'", "~"),
        ('"null"', "null"),
        ("''", ""),
        ("ก #ข", "ก"),
        ("ก#ข", "ก#ข"),
        ("|\n  ก\n  ข", "ก\nข\n"),
        (">\n  ก\n  ข", "ก ข\n"),
        ("ก\n  ข", "ก ข"),
    ],
)
def test_every_word_stays_the_text_that_was_typed(
    typed: str, expected: str | None
) -> None:
    assert {"a": expected} == read(f"a: {typed}\n").tree


def test_places_are_those_of_keys_and_of_entries() -> None:
    marks = read("# แผน\nชื่อ: ก\nสี:\n  - แดง\n  - เข้ม: 1\n    จาง: [ก, ที่, ค]\n").marks
    assert marks.places == {
        ("ชื่อ",): (2, 1),
        ("สี",): (3, 1),
        ("สี", 0): (4, 5),
        ("สี", 1): (5, 5),
        ("สี", 1, "เข้ม"): (5, 5),
        ("สี", 1, "จาง"): (6, 5),
        ("สี", 1, "จาง", 0): (6, 11),
        ("สี", 1, "จาง", 1): (6, 14),
        ("สี", 1, "จาง", 2): (6, 19),
    }


def test_what_is_missing_is_placed_at_its_parent() -> None:
    marks = read("a:\n  - b: 1\n    c:\n      d: 1\n").marks
    file = "content/site.yml"
    assert Place(path=file, line=3, column=5) == marks.at(("a", 0, "c", "missing"))
    assert Place(path=file, line=2, column=5) == marks.at(("a", 0, "x", "y"))
    assert Place(path=file, line=1, column=1) == marks.at(("a", 7))
    assert Place(path=file, line=1, column=1) == marks.at(("x",))
    assert (marks.has(("a", 0)), marks.has(("a", 1))) == (True, False)


def test_a_very_long_line_is_read() -> None:
    text = "ก" * 100_000
    assert {"a": text} == read(f"a: {text}\n").tree


WORDS = st.text(
    st.characters(codec="utf-8").filter(lambda sign: not INVISIBLE.match(sign))
)
KEYS = st.one_of(
    WORDS.filter(lambda key: 0 < len(key) < 60),
    st.text(string.ascii_lowercase, min_size=1),
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@given(TREES)
def test_whatever_is_written_reads_back_the_same(tree: YamlTree) -> None:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.allow_unicode = True
    stream = io.BytesIO()
    writer.dump(tree, stream)
    got = read(stream.getvalue())
    assert ((), tree) == (got.findings, got.tree), stream.getvalue()


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_a_traceback(data: bytes) -> None:
    got = read(data)
    assert (got.tree is None) == bool(got.findings)
    assert report(got.findings).count("\n  → ") == len(got.findings)


@given(st.text("ab:- \n\t[]{},'\"&*!|>%@`#?~\\\r0ก", max_size=60))
def test_no_signs_of_yaml_make_a_traceback(text: str) -> None:
    got = read(text)
    assert (got.tree is None) == bool(got.findings)
    assert report(got.findings).count("\n  → ") == len(got.findings)
