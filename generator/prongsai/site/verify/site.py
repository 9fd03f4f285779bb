"""The built site on the disk: files, pages, their tags and ids.

Pages are scanned with regular expressions, each once: thousands of them must be read in
seconds. Tags that many pages share are parsed once.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from prongsai.site.verify.link_targets import base_path, target
from prongsai.storage.below import files_below

_ID = re.compile(rb'id="(?<=\sid=")([^"]*)"')
_TAG = re.compile(
    rb"<((?:html|a|area|audio|base|button|embed|form|iframe|image|img|input|link|meta"
    rb'|object|script|source|track|use|video)\b(?:[^>"]++|"[^"]*+")*+)>'
)
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9:_-]*)(?:\s*=\s*(?:"([^"]*)"|([^\s"'>]+)))?""")
_ATTACHMENT = re.compile(r"(?:[a-z][a-z0-9-]*/)?\d{4}/files/")
_YEAR_FOLDER = re.compile(r"(?:[a-z][a-z0-9-]*/)?(\d{4})/")
_ITEM_FOLDER = re.compile(r"((?:[a-z][a-z0-9-]*/)?\d{4}/)(o\d{1,2})/index\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What must not be found in a built site.

    Attributes:
        texts: `(text, where)`; searched in all that is below the address `where`, and
            in files at the root.
        files: `(size, sha256)` of attachments that nothing public shows.
        addresses: pages that must not exist.
    """

    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[int, str], ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a site is compared with: its language and address, the codes of items."""

    language: str
    url: str | None = None
    items: Mapping[int, frozenset[str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    withheld: Withheld = Withheld()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tag:
    """A start tag: name, attributes with entities decoded, all that it links to."""

    name: str
    attributes: Mapping[str, str]
    links: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return an attribute, empty where it is missing."""
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """One page: `path` from the site's root, its bytes, ids in order, tags in order."""

    path: str
    data: bytes
    ids: tuple[str, ...]
    tags: tuple[Tag, ...]

    @property
    def address(self) -> str:
        """Return the address as it is printed: without `index.html`."""
        return self.path.removesuffix("index.html")

    @property
    def redirects(self) -> bool:
        """Return whether it only redirects."""
        return any(
            tag.name == "meta" and tag["http-equiv"].lower() == "refresh"
            for tag in self.tags
        )


class Way(NamedTuple):
    """A link inside the site, as a page has it.

    Attributes:
        tag: name of the element, `a` for what a reader can follow.
        path: where it leads, from the root; see `addresses.target`.
        fragment: the anchor, empty without one.
        file: the file that a server sends for it, None where there is none.
    """

    tag: str
    path: str
    fragment: str
    file: str | None


_LINKING = ("href", "src", "data-copy", "poster", "data", "action")
_REFRESH = re.compile(r"url=\s*['\"]?([^'\"]+)", re.IGNORECASE)


def _links(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for key in _LINKING:
        if attributes.get(key):
            yield attributes[key]
    if name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.search(attributes.get("content", ""))
        yield match[1] if match else "../"
    for candidate in attributes.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]


class _Tags(dict[bytes, Tag]):
    def __missing__(self, raw: bytes) -> Tag:
        name, _, rest = raw.decode().partition(" ")
        attributes = {
            match[1]: html.unescape(match[2] or match[3] or "")
            for match in _ATTRIBUTE.finditer(" ".join(rest.split("\n")))
        }
        links = tuple(_links(name.strip(), attributes))
        tag = self[raw] = Tag(name=name.strip(), attributes=attributes, links=links)
        return tag


@dataclass(frozen=True, kw_only=True)
class BuiltSite:
    """A folder with a built site, or the part of it that has some of its files.

    Attributes:
        part: the paths of the files of the part; None for all that there are.
    """

    root: Path
    terms: Terms
    part: frozenset[str] | None = None

    @cached_property
    def files(self) -> frozenset[str]:
        """Return all files, as paths from the root with `/`."""
        if self.part is not None:
            return self.part
        return frozenset(
            path.relative_to(self.root).as_posix() for path in files_below(self.root)
        )

    @cached_property
    def pages(self) -> Mapping[str, HtmlPage]:
        """Return all HTML pages by path, in the order of their paths."""
        tags = _Tags()
        return {path: self._page(path, tags) for path in self.of_kind(".html")}

    def _page(self, path: str, tags: _Tags) -> HtmlPage:
        data = self.read(path)
        return HtmlPage(
            path=path,
            data=data,
            ids=tuple(match.decode() for match in _ID.findall(data)),
            tags=tuple(map(tags.__getitem__, _TAG.findall(data))),
        )

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return (self.root / path).read_bytes()

    @cached_property
    def base(self) -> str:
        """Return the path under which the site is published, `/` at both ends."""
        return base_path(self.terms.url)

    @cached_property
    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        """Return what each page links to inside the site, each once."""
        return {path: tuple(self._ways(page)) for path, page in self.pages.items()}

    def _ways(self, page: HtmlPage) -> Iterator[Way]:
        for tag in dict.fromkeys(page.tags):
            for link in tag.links:
                if way := self.way(page.path, link, tag.name):
                    yield way

    def way(self, source: str, link: str, tag: str = "") -> Way | None:
        """Follow a link in the file `source`; None if it leads outside."""
        if link[:1] in {"", "#", "?"}:  # these lead to the page itself
            found = self._followed(source, link)
        else:
            here = (source.rpartition("/")[0], link)
            if here not in self._known_ways:
                self._known_ways[here] = self._followed(source, link)
            found = self._known_ways[here]
        return None if found is None else Way(tag, *found)

    @cached_property
    def _known_ways(self) -> dict[tuple[str, str], tuple[str, str, str | None] | None]:
        """Return links by folder, each followed once: pages have most in common."""
        return {}

    def _followed(self, source: str, link: str) -> tuple[str, str, str | None] | None:
        """Return path and fragment that a link leads to, and the file; see `Way`."""
        found = target(source, link, self.base)
        if found is None:
            return None
        path, fragment = found
        if path in self.files:
            return path, fragment, path
        index = f"{path.rstrip('/')}/index.html".lstrip("/")
        return path, fragment, index if index in self.files else None

    def of_kind(self, *endings: str) -> Iterable[str]:
        """Return our files with one of these endings, in order; attachments are not."""
        return sorted(
            path
            for path in self.files
            if path.endswith(endings) and not _ATTACHMENT.match(path)
        )

    @cached_property
    def items(self) -> Mapping[str, tuple[str, ...]]:
        """Return the item folders that exist (`o27`) by year's address.

        A year is recognised by its address alone: `<slug>/<fy>/`, or `<fy>/`. Redirects
        are not items.
        """
        found: dict[str, list[str]] = {}
        for path, page in self.pages.items():
            match = _ITEM_FOLDER.fullmatch(path)
            if match and not page.redirects:
                found.setdefault(match[1], []).append(match[2])
        return {year: tuple(names) for year, names in found.items()}

    def year_of(self, address: str) -> int:
        """Return the fiscal year (พ.ศ.) of an address, 0 where it has none."""
        match = _YEAR_FOLDER.match(address)
        return int(match[1]) if match else 0
