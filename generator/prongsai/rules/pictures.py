"""Pages of a manual that are pictures: read by tesseract, where the system has it.

Everything that is read so is doubtful: a person has to look at it before it counts.
"""

import os
import re
import shutil
import subprocess
from functools import cache
from itertools import groupby

from prongsai.rules.gutters import Word, cells_of
from prongsai.rules.manual import Line, ManualRow

_LANGUAGE = "tha"
_WORD = "5"
"""The level of words in tesseract's table."""
_SECONDS = 120
"""For one page; a page takes about three."""
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Its threads wait for each other more than they read."""
_CODE = re.compile(r"^(ข้อ\s*)?[0OoQ๐]\s?([0-9๐-๙]{1,2})(?=[\s.]|$)")
"""The letter of a code at the beginning of a line is often read as a nought."""


@cache
def can_read_pictures() -> bool:
    """Return whether tesseract is there, with its Thai letters."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    return _LANGUAGE in _run([program, "--list-langs"], b"").split()


def read_picture(page: int, picture: bytes) -> tuple[ManualRow, ...]:
    """Return the lines of the picture of a page, none where it cannot be read.

    Where words leave a gutter, a line is a row with a cell for each column.
    """
    program = shutil.which("tesseract") or "tesseract"
    order = [program, "stdin", "stdout", "-l", f"{_LANGUAGE}+eng", "--psm", "6", "tsv"]
    return tuple(_row(page, cells) for cells in cells_of(_lines(_run(order, picture))))


def _lines(table: str) -> list[list[Word]]:
    """Return the words of each line of tesseract's table, without rules of tables."""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    words = [row for row in rows if row[0] == _WORD and row[-1].strip(" |_—")]
    return [
        [_word(row) for row in line] for _, line in groupby(words, lambda row: row[2:5])
    ]


def _word(row: list[str]) -> Word:
    left, _, width, height = map(int, row[6:10])
    return Word(text=row[-1], left=left, right=left + width, height=height)


def _row(page: int, cells: tuple[str, ...]) -> ManualRow:
    read = (_CODE.sub(r"\1O\2", " ".join(text.split())) for text in cells)
    whole = (text.replace("\u0e4d\u0e32", "\u0e33") for text in read)
    lines = tuple((Line(text=text, doubtful=True),) if text else () for text in whole)
    return ManualRow(page=page, cells=lines, tabular=len(cells) > 1)


def _run(order: list[str], given: bytes) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            order,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=os.environ | _ONE_THREAD,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
