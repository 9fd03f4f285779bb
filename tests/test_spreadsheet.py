"""No text of ours is run by a spreadsheet, and each comes back letter by letter."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.spreadsheet import CsvRows, guarded, restored
from source_modules import MODULES, name_of


@each(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+66 2 000 0000", "'+66 2 000 0000"),
        ("+66", "+66"),
        ("-1.5", "-1.5"),
        ("85", "85"),
        ("-", "'-"),
        ("- จัดทำแผน", "'- จัดทำแผน"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        ("\r", "'\r"),
        (" =1", "' =1"),
        ("'=1", "''=1"),
        ("'-5", "''-5"),
        ("'ก", "'ก"),
        ("จัดทำ = ทำ", "จัดทำ = ทำ"),
        ("＝1+1", "'＝1+1"),
        ("﹦1", "'﹦1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff \u00a0＝1", "'\ufeff \u00a0＝1"),
        ("\u202e@a", "'\u202e@a"),
        ("'\u200b=1", "''\u200b=1"),
        ("\x00=1", "'\x00=1"),
        ("\u200bก", "\u200bก"),
        ("– จัดทำแผน", "– จัดทำแผน"),
        *(
            (f"{sign}=1", f"'{sign}=1")
            for sign in "\u115f\u3164\uffa0\u2800\u034f\ufe0f"
        ),
        ("⁼1", "'⁼1"),
        ("₊1", "'₊1"),
        ("\u00ad=1", "'\u00ad=1"),
        ("\U000e0041=1", "'\U000e0041=1"),
        ("\u2028=1", "'\u2028=1"),
        ("", ""),
    ],
)
def test_a_text_that_begins_like_a_formula_is_guarded(text: str, written: str) -> None:
    assert guarded(text) == written
    assert restored(written) == text


@given(st.text(alphabet="'=+-@＝＠\u200b\ufeff\u00a0 \t\r\n1.ก", max_size=8))
def test_every_text_comes_back(text: str) -> None:
    assert restored(guarded(text)) == text


@given(st.text(alphabet="'=+-@＝＠\u200b\ufeff\u00a0 \t\r\n1.ก", max_size=8))
def test_no_guarded_text_begins_like_a_formula(text: str) -> None:
    start = guarded(text).lstrip(" \u00a0\u200b\ufeff")[:1]
    number = guarded(text).lstrip("+-").replace(".", "", 1).isdecimal()
    assert start not in set("=+-@＝＠\t\r\n") or number


def test_a_guarded_text_goes_through_a_file_of_csv() -> None:
    stream = io.StringIO(newline="")
    CsvRows(stream).write([guarded("=HYPERLINK(1)"), "ข"])
    assert stream.getvalue() == "'=HYPERLINK(1),ข\r\n"


@each("text", ["ก;=1+1", "ก\t=1+1", 'ก";=1+1', "ก\n=1", "a,=1"])
@each("delimiter", [",", ";", "\t"])
def test_no_program_begins_another_cell_in_a_text(text: str, delimiter: str) -> None:
    stream = io.StringIO(newline="")
    CsvRows(stream).write([text])
    read = list(csv.reader(io.StringIO(stream.getvalue()), delimiter=delimiter))
    assert read == [[text]]


def test_one_module_alone_decides_what_looks_like_a_formula() -> None:
    signs = ("=+", "+-", "-@", "\\-@", "@\\t")
    found = {
        name_of(path)
        for path in MODULES
        if any(sign in path.read_text(encoding="utf-8") for sign in signs)
        and "formula" in path.read_text(encoding="utf-8").lower()
    }
    # The others ask whether the bytes of an attachment start a program.
    others = {"storage.attachments.running", "storage.attachments.instructions"}
    assert found == {"spreadsheet"} | others
