"""Texts that cannot command what shows them: a terminal, or the log of a CI run.

A terminal obeys control signs, and signs of direction change the order of what a person
reads. The runner of GitHub obeys `::error::` at the start of a line, also behind
blanks, and `##[error]` anywhere; those of other services `##vso[` and the like. Such a
command is broken by a zero-width space, which no reader sees.
"""

import json
import re

_BREAK = "\u200b"
_MOVES = "\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_COMMANDS = f"\x00-\x08\x0b-\x1f\x7f-\x9f{_MOVES}"
_OBEYED = re.compile(f"[{_COMMANDS}]")
_AT_START = re.compile(r"^([^\S\n]*):(?=:)")
_AT_STARTS = re.compile(_AT_START.pattern, re.MULTILINE)
_ANYWHERE = re.compile(r"##(?=\w*\[)")
_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")


def visible(fact: str) -> str:
    """Return a fact on one line, without signs that would command a terminal."""
    line = " ".join(fact.split())
    return "".join(sign if sign.isprintable() else "�" for sign in line)


def harmless(text: str, *, begins: bool = True, colours: bool = False) -> str:
    """Return lines that no terminal and no runner takes for a command.

    Args:
        text: lines, or a part of them.
        begins: whether nothing but blanks was written in the first line before.
        colours: whether sequences that only set colours stay.
    """
    if text.isascii() and text.isprintable() and ":" not in text and "#" not in text:
        return text
    parts = _COLOUR.split(text) if colours else [text]
    parts[::2] = [_OBEYED.sub("�", part) for part in parts[::2]]
    safe = _ANYWHERE.sub(f"#{_BREAK}#", "".join(parts))
    first, end, rest = safe.partition("\n")
    if begins:
        first = _AT_START.sub(rf"\1:{_BREAK}", first)
    return first + end + _AT_STARTS.sub(rf"\1:{_BREAK}", rest)


def as_json(value: object) -> str:
    """Write a value as JSON whose text commands nothing; programs read it unchanged."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    text = _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _ANYWHERE.sub(r"#\\u0023", text)


def in_xml(text: str) -> str:
    """Return XML whose text commands nothing; programs read it unchanged."""
    text = _OBEYED.sub(lambda found: f"&#{ord(found[0])};", text)
    return _AT_STARTS.sub(r"\1&#58;", _ANYWHERE.sub("#&#35;", text))
