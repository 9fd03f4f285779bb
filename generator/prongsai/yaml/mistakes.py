"""Translate errors of the YAML parsers for the person who typed the file.

The C parser and the pure one word their errors differently; both get the same codes
here.
"""

import re
from dataclasses import dataclass

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Signs that are not typed but come with text pasted from elsewhere."""

_CLOSING = ('"', "'", "]", "}")
_KEY = re.compile(r":(?:\s|$)")
_BEYOND_UNICODE = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")


class StopReadingError(Exception):
    """The file cannot be read any further; it becomes a finding."""

    def __init__(self, code: str, line: int, column: int, **facts: str) -> None:
        """Keep what the finding needs; line and column count from 1."""
        super().__init__(code)
        self.code, self.line, self.column, self.facts = code, line, column, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """An error of the parser; marks are `(line, column)` from 0.

    Attributes:
        problem: what is wrong.
        at: where the parser noticed it.
        context: what the parser was reading.
        since: where that part began.
    """

    problem: str
    at: tuple[int, int]
    context: str = ""
    since: tuple[int, int] | None = None


def refuse_invisible(text: str, line: int = 1, column: int = 1) -> None:
    """Stop at the first invisible character; `text` begins at `line` and `column`."""
    found = INVISIBLE.search(text)
    if found is None:
        return
    before = text[: found.start()]
    if "\n" in before:
        line, column = line + before.count("\n"), 1
    last = before.rpartition("\n")[2]
    sign = f"U+{ord(found.group()):04X}"
    raise StopReadingError(
        "yaml-invisible", line, column + len(last), sign=sign, text=last.strip()[-40:]
    )


def beyond_unicode(text: str) -> StopReadingError:
    r"""Return the mistake of a `\U` whose number is no character."""
    found = _BEYOND_UNICODE.search(text)
    before = text[: found.start()] if found else ""
    line, column = before.count("\n"), len(before.rpartition("\n")[2])
    return _stop("yaml-backslash", (line, column), text.split("\n"))


def explain(complaint: Complaint, text: str) -> StopReadingError:
    """Return the mistake at the place where it is, not where the parser noticed it."""
    lines = text.split("\n")
    code, place = _code(complaint, lines)
    return _stop(code, place, lines, complaint.problem)


def _stop(
    code: str, place: tuple[int, int], lines: list[str], problem: str = ""
) -> StopReadingError:
    line, column = place
    here = _line(lines, line)
    return StopReadingError(
        code,
        line + 1,
        column + 1,
        text=here.strip()[:60],
        sign=here[column : column + 1],
        problem=problem,
    )


def _line(lines: list[str], line: int) -> str:
    return lines[line] if 0 <= line < len(lines) else ""


def _code(complaint: Complaint, lines: list[str]) -> tuple[str, tuple[int, int]]:
    at, since = complaint.at, complaint.since or complaint.at
    here = _line(lines, at[0])
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return "yaml-tab", (at[0], 0)
    said = _said(complaint.problem, _BY_PROBLEM) or _said(
        complaint.context, _BY_CONTEXT
    )
    match said:
        case "yaml-colon":
            return _colon(at, lines)
        case "yaml-indentation":
            return _indentation(at, here), at
        case "yaml-backslash":
            place = (at[0], max(0, here.rfind("\\", 0, at[1] + 1)))
        case "yaml-bracket":
            place = _opening(since, lines)
        case _:
            place = since if said in _FROM_THE_START else at
    return said or "yaml-syntax", place


def _said(text: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((code for words, code in table if words in text), "")


def _opening(since: tuple[int, int], lines: list[str]) -> tuple[int, int]:
    """Return the place of the open bracket, even if the parser read on to the end."""
    for line in range(min(since[0], len(lines) - 1), -1, -1):
        end = since[1] + 1 if line == since[0] else None
        column = max(lines[line].rfind(sign, 0, end) for sign in "[{")
        if column >= 0:
            return line, column
    return since


def _indentation(at: tuple[int, int], here: str) -> str:
    if here[at[1] : at[1] + 1] == ":":
        return "yaml-key"
    closed = here[: at[1]].rstrip().endswith(_CLOSING)
    return "yaml-after-quote" if closed else "yaml-indentation"


def _colon(at: tuple[int, int], lines: list[str]) -> tuple[str, tuple[int, int]]:
    """Distinguish a colon inside a text from a line that continues the one before."""
    line, column = at
    here = _line(lines, line)
    if line == 0 or _KEY.search(here[:column]):
        return "yaml-colon", at
    before = line - 1
    while before and not lines[before].strip():
        before -= 1
    above = lines[before]
    if _KEY.search(above):
        return "yaml-indentation", (line, len(here) - len(here.lstrip()))
    return "yaml-missing-colon", (before, len(above) - len(above.lstrip()))


_BY_PROBLEM = (
    ("escape", "yaml-backslash"),
    ("hexdecimal", "yaml-backslash"),
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-missing-colon"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-' indicator", "yaml-indentation"),
    ("block end", "yaml-indentation"),
    ("sequence entries are not allowed", "yaml-dash"),
    ("cannot start any token", "yaml-character"),
    ("undefined alias", "yaml-alias"),
    ("document start", "yaml-many-documents"),
)
_FROM_THE_START = frozenset({"yaml-alias", "yaml-missing-colon", "yaml-quote"})
_BY_CONTEXT = (
    ("quoted scalar", "yaml-quote"),
    ("an alias", "yaml-alias"),
    ("an anchor", "yaml-alias"),
    ("a flow ", "yaml-bracket"),
)
