"""Leaks: nothing that is only for the agency itself is in the site.

Looked for are whole texts and files of the content, addresses of internal items, and
the names of internal fields in data files.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from prongsai.site.verify.links import index_rows, is_index
from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError
from prongsai.thai.digits import to_thai

_DATA = (".json", ".csv", ".txt", ".xml", ".js", ".md", ".yml", ".svg")
_OPEN_DATA = "data/"
_FIELDS = re.compile(
    rb'["\'](owner|due|assessor|confirmed|deadline|visibility)["\']\s*:'
)
_LETTERS = re.compile("[A-Za-z\u0e01-\u0e4e]+")
SHOWN = 60
"""How much of a leaked text a finding quotes, in letters."""


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-leaked-text`, `-file`, `-page` and `-field`."""
    yield from _texts(site)
    yield from _files(site)
    for address in site.terms.withheld.addresses:
        if f"{address}index.html" in site.files:
            yield SiteError(
                code="site-leaked-page", subject=address, file=f"{address}index.html"
            )
    for path in site.of_kind(".json", ".js"):
        for match in _FIELDS.finditer(site.read(path)):
            yield SiteError(
                code="site-leaked-field", subject=match[1].decode(), file=path
            )


def _texts(site: BuiltSite) -> Iterator[SiteError]:
    wanted: dict[str, list[_Text]] = {}
    for text, where in site.terms.withheld.texts:
        wanted.setdefault(where, []).append(_Text.of(text))
    if not wanted:
        return
    owners = {where.partition("/")[0] for where in (*wanted, *site.items)} - {""}
    for address, path, data in _readable(site):
        first, _, rest = address.partition("/")
        if not rest and first not in owners:  # about all agencies, or all years
            words = _Words(data)
            near = [one for one in chain(*wanted.values()) if words.may_have(one)]
        else:
            sought = (one for at in _at(address, wanted) for one in wanted[at])
            near = [one for one in sought if one.letters in data]
        text = _plain(data) if near else ""
        for one in near:
            if one.text in text or one.in_thai_digits in text:
                yield SiteError(
                    code="site-leaked-text", subject=one.text[:SHOWN], file=path
                )


class _Text(NamedTuple):
    """A text to find.

    Attributes:
        letters: its longest run of letters, in every file with it, however encoded.
        inside: its longest run with other signs on both sides, or nothing.
    """

    text: str
    in_thai_digits: str
    letters: bytes
    inside: str

    @classmethod
    def of(cls, text: str) -> "_Text":
        runs = list(_LETTERS.finditer(text))
        inside = (run[0] for run in runs if run.start() and run.end() < len(text))
        longest = max((run[0] for run in runs), key=len, default="")
        return cls(
            text, to_thai(text), longest.encode(), max(inside, key=len, default="")
        )


class _Words:
    """The runs of letters of a file about all agencies, for looking up many texts."""

    def __init__(self, data: bytes) -> None:
        self._runs = set(_LETTERS.findall(data.decode(errors="replace")))
        self._joined = "\n".join(sorted(self._runs)).encode()

    def may_have(self, text: _Text) -> bool:
        """Return whether a text can be in the file."""
        if text.inside:
            return text.inside in self._runs
        return text.letters in self._joined


def _at(address: str, wanted: Mapping[str, object]) -> Iterable[str]:
    """Return where texts are withheld that this address must not have.

    Those are all addresses above it; of a page at the root all below it, too.
    """
    around = [where for where in _around(address) if where in wanted]
    if "/" in address.rstrip("/"):
        return around
    return dict.fromkeys((*around, *(at for at in wanted if at.startswith(address))))


def _around(address: str) -> Iterator[str]:
    """Yield the addresses above `address`, from the root down.

    Open data of `data/<agency>/<fy>/` must not have what `<agency>/<fy>/` may not show.
    """
    for way in dict.fromkeys((address, address.removeprefix(_OPEN_DATA))):
        parts = way.split("/")
        for count in range(len(parts)):
            yield "".join(f"{part}/" for part in parts[:count])


def _readable(site: BuiltSite) -> Iterator[tuple[str, str, bytes]]:
    """Yield address, file and bytes of all that can be read."""
    for path, page in site.pages.items():
        yield page.address, path, page.data
    for path in site.of_kind(*_DATA):
        if not is_index(path):
            data = site.read(path)
            yield path, path, _decoded(data) if path.endswith(".json") else data
    for path, row in index_rows(site):
        yield row[0] or "/", path, " ".join(row).encode()


def _decoded(data: bytes) -> bytes:
    """Return JSON without its own escapes, as it is where it is not JSON."""
    if b"\\" not in data:
        return data
    try:
        return json.dumps(json.loads(data), ensure_ascii=False).encode()
    except ValueError:
        return data


def _plain(data: bytes) -> str:
    return " ".join(html.unescape(data.decode(errors="replace")).split())


def _files(site: BuiltSite) -> Iterator[SiteError]:
    sizes = {size for size, _ in site.terms.withheld.files}
    if not sizes:
        return
    for path in sorted(site.files):
        size = (site.root / path).stat().st_size
        if size in sizes:
            digest = hashlib.sha256(site.read(path)).hexdigest()
            if (size, digest) in site.terms.withheld.files:
                yield SiteError(code="site-leaked-file", subject=path, file=path)
