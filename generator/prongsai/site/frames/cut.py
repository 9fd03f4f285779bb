"""Cut a blank page into a frame: what all pages of a kind have, and gaps."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from prongsai.site.frames.body import Body, Heading, make_body
from prongsai.site.frames.kinds import Framed, Kind, blank_address, for_number

_TOP, _BODY = "qtopq", "qbodyq"
_HEADINGS = (("qaq", 2), ("qbq", 2), ("qcq", 2), ("qdq", 3), ("qeq", 3), ("qfq", 2))
_WORD = r"qz[0-9]+zq"


class NotAFrameError(ValueError):
    """The page at this address (the only argument) cannot be cut into a frame."""


class Gap(NamedTuple):
    """Where something of the page goes; `decoded` where its entities are decoded."""

    name: str
    decoded: bool = False


Part = str | Gap
Parts = tuple[Part, ...]


class Contents(NamedTuple):
    """A table of contents: an entry without others below it, one with, one below."""

    leaf: Parts
    branch: Parts
    inner: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A page of a kind with gaps."""

    parts: tuple[Part | Contents, ...]

    def fill(self, framed: Framed, address: str, site_url: str) -> bytes:
        """Return the page at an address; `site_url` is empty where it is unknown."""
        body = framed.body
        words = dict(framed.words) | {
            "body": body.html,
            "url": site_url + address,
            "top": body.headings[0].id,
        }
        pieces = (
            "".join(_entry(part, one) for one in body.contents)
            if isinstance(part, Contents)
            else _filled(part, words)
            for part in self.parts
        )
        return "".join(pieces).encode()


def _entry(contents: Contents, heading: Heading, *, inner: bool = False) -> str:
    below = "".join(_entry(contents, one, inner=True) for one in heading.below)
    words = {"id": heading.id, "title": heading.title, "below": below}
    parts = contents.inner if inner else contents.leaf
    return "".join(
        _filled(part, words) for part in (contents.branch if below else parts)
    )


def _filled(part: Part, words: Mapping[str, str]) -> str:
    if isinstance(part, str):
        return part
    word = words[part.name]
    if part.decoded:
        return str(escape(Markup(word).striptags()))  # noqa: S704 - only to decode it
    return word


def blank(kind: Kind, number: int) -> str:
    """Return the source of the blank page of a kind."""
    matter = json.loads(for_number(kind.matter, number))
    lines = [f"{key}: {json.dumps(value)}" for key, value in matter.items()]
    return "\n".join(("---", *lines, "---", "", _markdown(kind)))


def _markdown(kind: Kind) -> str:
    contents = [
        f"{'#' * level} {name.upper()}&#46; {{#{name}}}" for name, level in _HEADINGS
    ]
    first = [f"# {_TOP.upper()} {{#{_TOP}}}", f"<p>{_BODY}</p>"]
    return "\n\n".join((*first, *(contents if kind.contents else ()), ""))


def cut(page: str, kind: Kind, number: int, permalink: str, site_url: str) -> Frame:
    """Cut the page that MkDocs made of a blank.

    Raises:
        ValueError: the page is not as a frame has to be (`NotAFrameError`), or its
            table of contents is of another form.
    """
    address = blank_address(kind, number)
    body = _blank_body(kind, permalink)
    before, own, after = page.partition(body.html)
    if not own or body.html in after:
        raise NotAFrameError(address)
    gaps = _gaps(site_url + address if site_url else "", number)
    parts = (*_pieces(before, gaps, kind), Gap("body"), *_pieces(after, gaps, kind))
    return Frame(parts=parts)


def _blank_body(kind: Kind, permalink: str) -> Body:
    body = make_body(_markdown(kind), permalink)
    if body is None:
        raise NotAFrameError(kind.place)
    return body


def _gaps(url: str, number: int) -> dict[str, Gap]:
    """Return what to cut at: expressions with the gap of each."""
    here = {re.escape(url): Gap("url")} if url else {}
    return here | {
        f'(?<="#){_TOP}(?=")': Gap("top"),
        for_number("qslugq", number): Gap("slug"),
    }


def _pieces(
    text: str, gaps: Mapping[str, Gap], kind: Kind
) -> Iterator[Part | Contents]:
    if kind.contents:
        first, second, last = (f'"#{name}"' for name in ("qaq", "qbq", "qfq"))
        while first in text:
            start, length = _period(text, first, second)
            finish = text.index(last) + start + length - text.index(first)
            yield from _split(text[:start], gaps)
            yield _contents(text[start:finish], length)
            text = text[finish:]
    yield from _split(text, gaps)


def _contents(text: str, length: int) -> Contents:
    """Cut a table of contents whose first entry is so long."""
    whole = text[2 * length : -length]
    start, inner = _period(whole, '"#qdq"', '"#qeq"')
    around = _named(whole[:start], "qcq"), _named(whole[start + 2 * inner :], "qcq")
    return Contents(
        leaf=_named(text[:length], "qaq"),
        branch=(*around[0], Gap("below"), *around[1]),
        inner=_named(whole[start : start + inner], "qdq"),
    )


def _period(text: str, first: str, second: str) -> tuple[int, int]:
    """Return where the entry with `first` begins, and how long it is.

    Both entries are the same text but for their names, so that what is before the first
    is repeated before the second.
    """
    at, again = text.index(first), text.index(second)
    length = again - at
    same = 0
    while same < min(at, length) and text[at - same - 1] == text[again - same - 1]:
        same += 1
    return at - same, length


def _named(text: str, name: str) -> Parts:
    gaps = {
        f"(?<=#){name}": Gap("id"),
        f"{name.upper()}&#46;": Gap("title"),
        rf"{name.upper()}\.": Gap("title", decoded=True),
    }
    return tuple(_split(text, gaps))


def _split(text: str, gaps: Mapping[str, Gap]) -> Iterator[Part]:
    """Yield a text with its gaps; tokens of the front matter are always some."""
    marks = "|".join(f"({mark})" for mark in gaps)
    at = 0
    for found in re.finditer(rf"{marks}|({_WORD})(?:&#46;|(\.))", text):
        if found.start() > at:
            yield text[at : found.start()]
        number = found.lastindex or 0
        if number <= len(gaps):
            yield list(gaps.values())[number - 1]
        else:
            word, dot = found.groups()[len(gaps) :]
            yield Gap(f"{word}&#46;", decoded=dot is not None)
        at = found.end()
    if at < len(text):
        yield text[at:]


def as_json(frame: Frame) -> list[object]:
    """Return a frame as it is kept."""
    return [
        {"contents": [_listed(parts) for parts in part]}
        if isinstance(part, Contents)
        else _listed([part])[0]
        for part in frame.parts
    ]


def _listed(parts: Sequence[Part]) -> list[object]:
    return [part if isinstance(part, str) else list(part) for part in parts]


def from_json(kept: list[object]) -> Frame:
    """Return a frame as it was kept.

    Raises:
        TypeError, ValueError, KeyError: it is not what `as_json` writes.
    """
    return Frame(parts=tuple(_read(part) for part in kept))


def _read(kept: object) -> Part | Contents:
    if isinstance(kept, dict):
        leaf, branch, inner = kept["contents"]
        return Contents(leaf=_all(leaf), branch=_all(branch), inner=_all(inner))
    return _part(kept)


def _all(kept: Sequence[object]) -> Parts:
    return tuple(map(_part, kept))


def _part(kept: object) -> Part:
    if isinstance(kept, str):
        return kept
    if not isinstance(kept, list):
        raise TypeError(kept)
    name, decoded = kept
    return Gap(str(name), decoded=bool(decoded))
