"""Write YAML: whole new files, and the parts that edits put into files of people."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Self, TypeAlias

from prongsai.yaml.reader import read_yaml

WIDTH = 120

Tree: TypeAlias = "Mapping[str, Tree] | Sequence[Tree] | str"

_TYPED = re.compile(
    r"(?:true|false|yes|no|on|off|null|~|[-+]?[\d.][\d.,_:e+-]*|0x[\da-f]+)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FLOW_PLAIN = re.compile(r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f ./-]*")


class Commented(str):
    """A value with a comment after it, for `dump`."""

    __slots__ = ("comment",)

    comment: str

    def __new__(cls, value: str, comment: str) -> Self:
        """Make the text `value` with its comment, one line without `#`."""
        text = super().__new__(cls, value)
        text.comment = comment
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # of str, which has one part
        """Keep the comment in copies."""
        return str(self), self.comment


class Bare(str):
    """A number or a flag, which is written without quotes."""

    __slots__ = ()


def dump(tree: Mapping[str, Tree]) -> str:
    """Write a whole file in the project's form: block style, two blanks, folded."""
    lines = (line for name, value in tree.items() for line in entry_lines(name, value))
    return "".join(f"{line}\n" for line in lines)


def scalar(value: str, *, flow: bool = False) -> str:
    """Write one value on one line, quoted only where it would be read otherwise."""
    if isinstance(value, Bare):
        return value
    if _plain(value) and (not flow or _FLOW_PLAIN.fullmatch(value)):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@lru_cache(maxsize=8192)
def _plain(value: str) -> bool:
    """Return whether every YAML reader takes the value as text without quotes."""
    if not value or (_TYPED.fullmatch(value) and not _DATE.fullmatch(value)):
        return False
    read = read_yaml(f"a: {value}\n".encode(), "").tree
    return read == {"a": value}


def entry_lines(name: str, value: Tree) -> list[str]:
    """Write a key with its value, as lines without indentation."""
    if isinstance(value, str):
        one = f"{name}: {scalar(value)}"
        if isinstance(value, Commented):
            return [f"{one}  # {' '.join(value.comment.split())}"]
        if len(one) <= WIDTH or " " not in value:
            return [one]
        return [f"{name}: >-", *_folded(value)]
    if not value:
        return [f"{name}: {'{}' if isinstance(value, Mapping) else '[]'}"]
    return [f"{name}:", *(f"  {line}" for line in block_lines(value))]


def block_lines(value: Mapping[str, Tree] | Sequence[Tree]) -> list[str]:
    """Write a mapping or a list in block style, as lines without indentation."""
    if isinstance(value, Mapping):
        return [
            line for name, part in value.items() for line in entry_lines(name, part)
        ]
    lines: list[str] = []
    for part in value:
        inner = [scalar(part)] if isinstance(part, str) else block_lines(part)
        lines += [f"{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(inner)]
    return lines


def _folded(value: str) -> list[str]:
    """Break a text at its blanks; a text without blanks stays long."""
    lines = [""]
    for word in value.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= WIDTH - 20:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return [f"  {line}" for line in lines]


def flow_text(value: "Tree | None") -> str:
    """Write any value on one line, in brackets."""
    if value is None:
        return "~"
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {flow_text(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(flow_text(part) for part in value) + "]"


def line_end(text: str, index: int) -> int:
    """Return where the line that holds `index` ends, before its line break."""
    found = re.compile(r"\r?\n|$").search(text, index)
    return found.start() if found else len(text)
