"""Pages of a manual that are pictures: read by tesseract, where the system has it.

Everything that is read so is doubtful: a person has to look at it before it counts.
"""

import re
import shutil
import subprocess
from functools import cache

from prongsai.rules.manual import Line, ManualRow

_LANGUAGE = "tha"
_SECONDS = 120
"""For one page; a page takes about three."""
_CODE = re.compile(r"^(ข้อ\s*)?[0OoQ๐]\s?([0-9๐-๙]{1,2})(?=[\s.])")
"""The letter of a code at the beginning of a line is often read as a nought."""


@cache
def can_read_pictures() -> bool:
    """Return whether tesseract is there, with its Thai letters."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    return _LANGUAGE in _run([program, "--list-langs"], b"").split()


def read_picture(page: int, picture: bytes) -> tuple[ManualRow, ...]:
    """Return the lines of the picture of a page, none where it cannot be read."""
    program = shutil.which("tesseract") or "tesseract"
    order = [program, "stdin", "stdout", "-l", f"{_LANGUAGE}+eng", "--psm", "6"]
    text = _run([*order, "-c", "preserve_interword_spaces=1"], picture)
    return tuple(_row(page, line) for line in text.splitlines() if line.strip())


def _row(page: int, text: str) -> ManualRow:
    read = _CODE.sub(r"\1O\2", " ".join(text.split()))
    cells = ((Line(text=read, doubtful=True),),)
    return ManualRow(page=page, cells=cells, tabular=False)


def _run(order: list[str], given: bytes) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            order, input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
