"""Nothing that is printed commands a terminal or the runner that keeps the log."""

import datetime
import io
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai import messages
from prongsai.cli.terminal import HarmlessStream
from prongsai.findings import Finding, Place
from prongsai.messages.signs import as_json, harmless, in_xml
from prongsai.reports.formats import REPORTS
from prongsai.reports.report import Heading, Report

TEXTS = st.text(alphabet=":#[]\n\r\t \x1b\x07\x00\u202e\u2028\u0085\u200baก0;m")
HOSTILE = (
    "::error::x",
    " \t::add-mask::x",
    "\u00a0::set-output name=a::b",
    "a\n::stop-commands::x",
    "a\r::error::x",
    "a\r\n  ::error::x",
    "a\x85::error::x",
    "a ##[error]x",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[x]",
    "\x1b]0;title\x07",
    "\x1b[8mhidden",
    "\x9b2J",
    "section_start:1:x\r\x1b[0Ka",
    "\u202egpj.exe",
    "\u2066a\u2069\u200f\u061c",
    "\u2007::error::x",
    "\u3000::debug::x",
    "\x1c::error::x",
    "a\u2028::error::x",
    "::save-state name=a::b",
    "##gbStart[a]",
    "\x1b]8;;https://evil.example\x07x",
    "\x1bP0;x\x1b\\",
    "\x90x\x9c",
    "\x08\x08x\x7f",
    "a\rb\x18",
)


def commands(printed: str) -> list[str]:
    """Find what a runner of GitHub or Azure, or a terminal, would obey."""
    lines = re.split("\r\n|\r|\n", printed)
    return [line for line in lines if line.strip().startswith("::")] + re.findall(
        r"##\w*\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]",
        printed,
    )


@each("text", HOSTILE)
def test_each_of_them_is_a_command_before_and_none_after(text: str) -> None:
    assert commands(text)
    assert not commands(harmless(text))


@pytest.mark.slow
@given(st.lists(TEXTS, max_size=4))
def test_a_stream_has_no_commands_however_it_is_written(pieces: list[str]) -> None:
    raw = io.BytesIO()
    stream = HarmlessStream(raw, encoding="utf-8", errors="replace", newline="\n")
    for piece in pieces:
        stream.write(f"{piece}\n")
    stream.flush()
    assert not commands(raw.getvalue().decode())


def test_what_comes_after_blanks_of_another_call_is_still_a_start() -> None:
    raw = io.BytesIO()
    stream = HarmlessStream(raw, encoding="utf-8", newline="\n")
    for piece in ("  ", "::error::x\n", "ก ", "::a\n"):
        stream.write(piece)
    stream.command("::error::ours\n")
    stream.flush()
    assert raw.getvalue().decode() == "  :\u200b:error::x\nก ::a\n::error::ours\n"


@given(TEXTS)
def test_programs_read_json_and_xml_unchanged(text: str) -> None:
    written = as_json({"a": [text]})
    assert json.loads(written) == {"a": [text]}
    assert not commands(written)
    legal = re.sub(r"[\x00-\x08\x0b-\x1f]", "", text)
    element = ET.Element("a", b=legal)
    element.text = legal
    made = in_xml(ET.tostring(element, encoding="unicode"))
    read = ET.fromstring(made)
    assert (read.text or "", read.get("b")) == (legal, legal)
    assert not commands(made)


@each("form", sorted(set(REPORTS) - {"github", "html"}))
@each("text", HOSTILE)
def test_no_report_is_a_channel(form: str, text: str) -> None:
    assert not commands(REPORTS[form](report(text)))


@each("text", HOSTILE)
def test_the_commands_of_github_are_only_ours(text: str) -> None:
    first, *more = REPORTS["github"](report(text)).splitlines()
    assert first.startswith("::error file=content/")
    assert not commands(first.removeprefix("::").replace("##", ""))
    assert not commands("\n".join(more))


def report(text: str) -> Report:
    """Make a report of one finding about a file and a value of this name."""
    day = datetime.date(2026, 11, 21)
    finding = Finding(
        code="bad-score",
        place=Place(path=f"content/{text}.yml"),
        facts=(("value", text), ("field", "score")),
        subject="s",
    )
    return Report(
        heading=Heading(program="1", catalogue=day, date=day),
        findings=(finding,),
        language="th",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [(b"check", b"--agency", b"\xff"), (b"-\xff",), (b"check", b"-C", b"\xa1")]
)
def test_a_word_that_is_not_utf_8_is_refused_in_one_line(
    words: tuple[bytes, ...],
) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"prongsai", *words],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    shown = os.fsdecode(words[-1])
    assert done.stderr.decode() == (
        messages.text("mistyped", "not-utf-8", "th", word=repr(shown)) + "\n"
    )
