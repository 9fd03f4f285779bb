"""Kinds of pages: what a frame depends on, with tokens for what only this page says."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prongsai.site.frames.body import Body, make_body

PRINTED = frozenset(
    [
        "title",
        "dated",
        "name",
        "full_name",
        "text",
        "tel",
        "website",
        "opens",
        "closes",
        "until",
    ]
)
"""Texts of the front matter that the theme prints as they are, and nothing else."""

_FRONT_MATTER = re.compile(r"---\n((?:[a-z_]+: .*\n)+)---\n")
_SLUG = "qslugq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a frame depends on.

    Attributes:
        place: the folder that the page is in, or its own; the agency's is a token.
        depth: how many folders deep the page is.
        matter: the front matter with tokens, as JSON.
        contents: whether the page has a table of contents.
    """

    place: str
    depth: int
    matter: str
    contents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A page that can be filled into a frame: its kind, and what fills the gaps."""

    kind: Kind
    body: Body
    words: Mapping[str, str]


def token(number: int) -> str:
    """Return the token of a text; its entity shows whether it was decoded."""
    return f"qz{number}zq&#46;"


def blank_address(kind: Kind, number: int) -> str:
    """Return the address of the blank of a kind, another for each number."""
    below = kind.depth - kind.place.count("/")
    steps = [f"q{number}q", *["q"] * (below - 1)] if below else []
    return for_number(kind.place, number) + "".join(f"{step}/" for step in steps)


def blank_folder(kind: Kind, number: int) -> str:
    """Return the folder that holds nothing but the blank of a kind."""
    if kind.place.startswith(_SLUG):
        return f"{_SLUG}{number}"
    return f"{kind.place}q{number}q"


def for_number(text: str, number: int) -> str:
    """Return a text with the agency's token that belongs to a number."""
    return text.replace(_SLUG, f"{_SLUG}{number}")


class Kinds:
    """Sorts pages into kinds, for one site."""

    def __init__(self, navigation: Iterable[str], slugs: Iterable[str], link: str):
        """Take the addresses in the navigation, the agencies of a hub, and a word.

        Args:
            navigation: addresses that every page of the theme may link to.
            slugs: the folders of the agencies, none where the site is of one agency.
            link: the title of the link that each heading has to itself.
        """
        self._navigation = frozenset(navigation)
        self._slugs = frozenset(slugs)
        self._permalink = link

    def framed(self, address: str, text: str) -> Framed | None:
        """Return a page with its kind, None where MkDocs has to make it itself."""
        front = _FRONT_MATTER.match(text)
        if front is None or address in self._navigation:
            return None
        body = make_body(text[front.end() :], self._permalink)
        if body is None or not body.headings or _too_deep(body):
            return None
        folder, _, rest = address.partition("/")
        slug = folder if folder in self._slugs else ""
        tokens = _Tokens(slug)
        matter = tokens.matter(front[1])
        shown = f"{_SLUG}/{rest}" if slug else address
        place = self._place(shown, tokens.addresses)
        if place == shown and not slug:
            return None
        kind = Kind(
            place=place,
            depth=address.count("/"),
            matter=matter,
            contents=bool(body.contents),
        )
        return Framed(kind=kind, body=body, words=tokens.words)

    def _place(self, address: str, linked: Iterable[str]) -> str:
        """Return where the blank of a page has to be.

        Links are relative, so that it is in the same folder; at the page's own address
        where the theme links to that, or to something below it.
        """
        ways = (*self._navigation, *linked)
        if any(way.startswith(address) for way in ways):
            return address
        return address[: address.rstrip("/").rfind("/") + 1]


class _Tokens:
    """Puts tokens into a page's front matter; what they were is in `words`."""

    def __init__(self, slug: str) -> None:
        self._slug = slug
        self.words: dict[str, str] = {"slug": slug} if slug else {}
        self.addresses: list[str] = []

    def matter(self, lines: str) -> str:
        """Return the front matter, one value a line, as JSON with tokens."""
        pairs = (line.split(": ", 1) for line in lines.splitlines())
        return json.dumps({key: self._value(key, _read(text)) for key, text in pairs})

    def _value(self, key: str, value: object) -> object:
        if isinstance(value, dict):
            return {name: self._value(name, inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._value(key, inner) for inner in value]
        if not isinstance(value, str):
            return value
        if key in PRINTED and value:  # a theme asks whether there is a text
            return self._text(value)
        return self._address(value)

    def _text(self, value: str) -> str:
        made = token(len(self.words))
        self.words[made] = value
        return made

    def _address(self, value: str) -> str:
        """Return an address with a token for the agency; other texts as they are."""
        folder, slash, rest = value.partition("/")
        if self._slug and slash and folder == self._slug:
            value = f"{_SLUG}/{rest}"
        self.addresses += addresses_in(value)
        return value


def addresses_in(value: object) -> list[str]:
    """Return all texts in JSON that may be addresses of pages of the site."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in addresses_in(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in addresses_in(inner)]
    return [value] if isinstance(value, str) and value.endswith("/") else []


def _read(text: str) -> object:
    """Return a value of our front matter; lists of names are in YAML's short form."""
    try:
        return json.loads(text)
    except ValueError:
        return [part.strip() for part in text.strip("[]").split(",")]


def _too_deep(body: Body) -> bool:
    """Return whether the table of contents has more levels than a frame knows."""
    return any(inner.below for entry in body.contents for inner in entry.below)
