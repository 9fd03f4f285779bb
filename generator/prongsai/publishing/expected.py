"""What the public should see after a publish, and which addresses to look at."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from prongsai.publishing.judging import Look, Why
from prongsai.publishing.version import build_hash

SAMPLE = 50
"""Other addresses that are looked at, drawn by the build's hash."""

INSIDE: Mapping[str, bytes] = {
    ".git/HEAD": b"ref: ",
    ".git/config": b"[core]",
    "content/": b"site.yml",
    "content/site.yml": b"version:",
    "build/internal/": b"receipts",
    "build/manifest.json": b'"files"',
    ".prongsai/": b"lock",
    ".prongsai-lock/who.json": b'"who"',
    ".prongsai-manifest.json": b'"content/',
    "mkdocs.yml": b"inherit:",
}
"""What must not be reachable, each with what only the real thing has in it."""

_PAGE_OF_ERRORS = "404.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was built, as far as a visitor can know.

    Attributes:
        site_url: with `/` at the end.
        files: the hash of every file of the site by its path.
        sheet: addresses of the submission sheets.
        moved: where former addresses lead now.
        published: addresses that were published before.
        changed: paths that this publish brought.
    """

    site_url: str
    files: Mapping[str, str]
    sheet: tuple[str, ...] = ()
    moved: Mapping[str, str]
    published: Collection[str] = ()
    changed: Collection[str] = ()

    @property
    def build(self) -> str:
        """Return the hash of the build: of all its files."""
        return build_hash(self.files)

    def hash_at(self, address: str) -> str:
        """Return the hash of what was built at an address, empty without any."""
        page = not address or address.endswith("/")
        return self.files.get(f"{address}index.html" if page else address, "")


def looks(expected: Expected) -> tuple[Look, ...]:
    """Return the addresses to look at, each once, the most important first."""
    found: dict[str, Look] = {}
    for kind in (_sheet, _moved, _built, _not_there):
        for look in kind(expected):
            found.setdefault(look.address, look)
    return tuple(found.values())


def _sheet(expected: Expected) -> Iterator[Look]:
    """Yield the home page and what is typed into the assessor's system."""
    for address in ("", *expected.sheet):
        yield _look(expected, address, Why.SHEET)


def _built(expected: Expected) -> Iterator[Look]:
    served = map(_address, filter(_served, expected.changed))
    changed = sorted(one for one in served if not _look_of(one))
    moved = (old.lstrip("/") for old in expected.moved)
    for address in changed:
        yield _look(expected, address, Why.CHANGED)
    for address in _folders(expected):
        yield _look(expected, address, Why.FOLDER)
    for address in _sample(expected, {*expected.sheet, *changed, *moved}):
        yield _look(expected, address, Why.SAMPLE)


def _look(expected: Expected, address: str, why: Why) -> Look:
    known = why is Why.CHANGED or f"/{address}" in expected.published
    digest = expected.hash_at(address)
    return Look(address=address, why=why, sha256=digest, known=known)


def _folders(expected: Expected) -> Iterator[str]:
    """Yield a folder of each kind that holds no page of its own: none may be listed."""
    for path in ("assets/", "data/"):
        if path in {f"{one.partition('/')[0]}/" for one in expected.files}:
            yield path
    files = (one for one in sorted(expected.files) if "/files/" in f"/{one}")
    yield from (f"{one.rpartition('/')[0]}/" for one in [*files][:1])


def _sample(expected: Expected, known: Collection[str]) -> Iterator[str]:
    others = {_address(path) for path in filter(_served, expected.files)} - set(known)
    order = sorted(others, key=lambda one: (_look_of(one), _drawn(expected.build, one)))
    yield from order[:SAMPLE]


def _look_of(address: str) -> bool:
    """Return whether a file only belongs to the look: pages and documents go first."""
    return address.startswith("assets/")


def _drawn(seed: str, address: str) -> bytes:
    return hashlib.sha256(f"{seed} {address}".encode()).digest()


def _moved(expected: Expected) -> Iterator[Look]:
    for old, new in sorted(expected.moved.items()):
        page, target = (one.partition("#")[0].lstrip("/") for one in (old, new))
        if page != target:
            yield Look(
                address=page,
                why=Why.MOVED,
                sha256=expected.hash_at(page),
                to=target,
                known=True,
            )


def _not_there(expected: Expected) -> Iterator[Look]:
    page = f"no-such-page-{expected.build[:8]}/"
    own = expected.files.get(_PAGE_OF_ERRORS, "")
    yield Look(address=page, why=Why.MISSING, sha256=own)
    for address, mark in INSIDE.items():
        if not expected.hash_at(address):
            yield Look(address=address, why=Why.INSIDE, mark=mark)


def _address(path: str) -> str:
    return path.removesuffix("index.html") if _is_index(path) else path


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] == "index.html"


def _served(path: str) -> bool:
    """Return whether a server shows the file: not those that are meant for it."""
    return (
        not path.rpartition("/")[2].startswith((".", "_")) and path != _PAGE_OF_ERRORS
    )
