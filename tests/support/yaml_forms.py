"""Any valid form in which a person may have written a tree as YAML.

Block and flow, every kind of quotes, folded and literal texts, texts over several
lines, explicit keys, comments everywhere, blank lines, tabs, trailing commas, document
markers, byte order mark, line ends of Windows, no last line end.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

Path = tuple[str | int, ...]
Given = TypeVar("Given")
WORDS: tuple[str, ...] = (
    "แผน",
    "รายงานผล",
    "O1",
    "2568-03-31",
    "ลิงก์ หน้า",
    "a: b",
    "x # y",
    "ข้อ 'ก'",
    "[1]",
)
WORDS += (
    "จริง",
    "true",
    "12",
    "- ขีด",
    "a,b",
    "{c}",
    'อ้าง "คำ"',
    "http://a.th/#b",
    "คำ" * 30,
)
KEYS = (
    "items",
    "code",
    "title",
    "evidence",
    "addresses",
    "by",
    "text",
    "due",
    "หมาย",
    "a b",
)
_PLAIN_ENDS = frozenset("กขคงจชซดตทนบปพมยรลวสหออำนาจหน้าที่")


@dataclass(kw_only=True)
class Form:
    """Writes one tree; `comments` maps each comment to the node that it is in."""

    draw: Random
    comments: dict[str, Path] = field(default_factory=dict)

    def may(self, chance: float) -> bool:
        return self.draw.random() < chance

    def comment(self, path: Path) -> str:
        text = f"#c{len(self.comments)}-{self.draw.choice(('หมายเหตุ', 'x: [', '}'))}"
        self.comments[text] = path
        return text

    def file(self, tree: Any) -> bytes:
        """Return the tree as the bytes of a file."""
        lines = []
        if self.may(0.2):
            lines += [self.comment(())]
        if self.may(0.2):
            lines += ["---" + self.choose("", " ", "  " + self.comment(()))]
        if tree and self.may(0.1):
            lines += self.flow(tree, 0, ()).split("\n")
        else:
            lines += self.block(tree, 0, ())
        if self.may(0.2):
            lines += ["", self.comment(())]
        if self.may(0.1):
            lines += ["..."]
        text = "\n".join(lines) + self.choose("\n", "\n", "", "\n\n")
        if self.may(0.3):
            text = text.replace("\n", "\r\n")
        self.comments = {one: at for one, at in self.comments.items() if one in text}
        return (b"\xef\xbb\xbf" if self.may(0.2) else b"") + text.encode()

    def choose(self, *given: Given) -> Given:
        return self.draw.choice(given)

    def between(self, path: Path) -> Iterator[str]:
        """Yield what may be before an entry: blank lines and comments anywhere."""
        if self.may(0.1):
            yield self.choose("", "  ")
        if self.may(0.15):
            yield " " * self.draw.randrange(8) + self.comment(path)

    def tail(self, path: Path) -> str:
        """Return what may be after a value on its line."""
        if self.may(0.15):
            return self.choose(" ", "   ", "\t") + self.comment(path)
        return self.choose("", "", "", " ", "\t", "  ")

    def block(self, tree: Any, indent: int, path: Path) -> list[str]:
        """Return the lines of a mapping or list that has something in it."""
        lines: list[str] = []
        if isinstance(tree, dict):
            for key, value in tree.items():
                lines += self.between(path)
                lines += self.entry(key, value, indent, (*path, key))
            return lines
        for at, value in enumerate(tree):
            lines += self.between(path)
            lines += self.element(value, indent, (*path, at))
        return lines

    def entry(self, key: str, value: Any, indent: int, path: Path) -> list[str]:
        blank = " " * indent
        name = self.key(key)
        if self.may(0.03):
            after = self.value(value, indent, path)
            return [f"{blank}? {name}", f"{blank}:{after[0]}", *after[1:]]
        after = self.value(value, indent, path)
        colon = self.choose(":", ":", ":", " :")
        return [f"{blank}{name}{colon}{after[0]}", *after[1:]]

    def element(self, value: Any, indent: int, path: Path) -> list[str]:
        blank = " " * indent
        if value and isinstance(value, dict | list) and self.may(0.6):
            inner = self.draw.choice((2, 2, 3, 4))
            lines = self.block(value, indent + inner, path)
            first = next(at for at, one in enumerate(lines) if _is_node(one))
            dash = f"{blank}-{' ' * (inner - 1)}{lines[first].strip(' ')}"
            return [*lines[:first], dash, *lines[first + 1 :]]
        after = self.value(value, indent, path, in_list=True)
        return [f"{blank}-{after[0]}", *after[1:]]

    def value(
        self, value: Any, indent: int, path: Path, *, in_list: bool = False
    ) -> list[str]:
        """Return what is after the colon or dash, and the lines that follow."""
        if isinstance(value, dict | list) and value and self.may(0.65):
            least = 0 if isinstance(value, list) and not in_list else 1
            deeper = indent + self.draw.choice(
                (least, 2, 2, 4) if least == 0 else (1, 2, 4)
            )
            return [self.tail(path), *self.block(value, deeper, path)]
        if isinstance(value, dict | list):
            first, *more = self.flow(value, indent + 1, path).split("\n")
            lines = [" " + first, *more]
            lines[-1] += self.tail(path)
            return lines
        return self.text(value, indent, path)

    def text(self, value: str | None, indent: int, path: Path) -> list[str]:
        """Return a text in any style, with what follows it."""
        if value is None:
            return [self.choose("", " ~", " null") + self.tail(path)]
        deep = " " * (indent + self.draw.choice((1, 2, 4)))
        words = value.split(" ")
        if value and value == value.strip() and self.may(0.12):
            sign = self.choose(">-", "|-") + (
                "  " + self.comment(path) if self.may(0.2) else ""
            )
            if "|" in sign[:1]:
                return [f" {sign}", deep + value]
            return (
                [f" {sign}", *(deep + word for word in words if word)]
                if all(words)
                else [f" {sign}", deep + value]
            )
        if len(words) > 1 and all(words) and self.may(0.2) and _plain(value):
            return [
                " " + words[0],
                *(deep + one for one in words[1:-1]),
                deep + words[-1] + self.tail(path),
            ]
        return [
            self.choose(" ", "  ") + self.scalar(value, flow=False) + self.tail(path)
        ]

    def scalar(self, value: str | None, *, flow: bool) -> str:
        if value is None:
            return self.choose("~", "null")
        styles = ['"', "'"] + (
            ["", "", ""]
            if _plain(value) and not (flow and set(value) & set(",[]{}:"))
            else []
        )
        style = self.draw.choice(styles)
        if style == '"':
            return json.dumps(value, ensure_ascii=False)
        return "'" + value.replace("'", "''") + "'" if style else value

    def key(self, key: str) -> str:
        return self.choose(
            key, key, key, json.dumps(key, ensure_ascii=False), f"'{key}'"
        )

    def flow(self, tree: Any, indent: int, path: Path) -> str:
        """Return a tree in brackets, over one line or several."""
        if not isinstance(tree, dict | list):
            return self.scalar(tree, flow=True)
        broken = self.may(0.3)
        blank = "\n" + " " * (indent + self.draw.randrange(3))
        parts = []
        pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, one in pairs:
            value = self.flow(one, indent + 1, (*path, step))
            name = f"{self.key(step)}: " if isinstance(step, str) else ""
            parts.append(f"{name}{value}")
        opening, closing = "{}" if isinstance(tree, dict) else "[]"
        out = opening + self.choose("", "", " ")
        for at, part in enumerate(parts):
            if broken and self.may(0.7):
                out += (" " + self.comment(path) if self.may(0.3) else "") + blank
            last = at == len(parts) - 1
            out += part + ("" if last else self.choose(", ", ",  ", " , "))
        if parts and self.may(0.2):
            out += ","
        if broken and self.may(0.5):
            out += (" " + self.comment(path) if self.may(0.3) else "") + blank
        return out + self.choose("", "", " ") + closing


def _is_node(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _plain(value: str) -> bool:
    """Return whether a text may be written without quotes, in our own judgement."""
    first_is_letter = bool(value) and (value[0].isalpha() or "ก" <= value[0] <= "ฮ")
    return (
        first_is_letter
        and not any(one in value for one in (": ", " #", "\n"))
        and value.strip() == value
    )


def tree(draw: Random, depth: int = 0) -> dict[str, Any]:
    """Return a random tree with a mapping at its top."""
    keys = draw.sample(KEYS, draw.randrange(1, 5))
    return {key: _node(draw, depth + 1) for key in keys}


def _node(draw: Random, depth: int) -> Any:
    kind = draw.random()
    if depth > 3 or kind < 0.4:
        return draw.choice((*WORDS, "", None)) if kind < 0.3 else draw.choice(WORDS)
    if kind < 0.7:
        return tree(draw, depth)
    return [_node(draw, depth + 1) for _ in range(draw.randrange(0, 4))]


def places(tree_: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every node with its path."""
    yield path, tree_
    pairs = (
        tree_.items()
        if isinstance(tree_, dict)
        else enumerate(tree_)
        if isinstance(tree_, list)
        else ()
    )
    for step, one in pairs:
        yield from places(one, (*path, step))
