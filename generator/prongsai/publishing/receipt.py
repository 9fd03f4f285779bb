"""The receipt of a publish: what was proven, when, and by which post.

`build/internal/receipts/<time>.json` is for the program, with a seal over its content;
the page of the same name is to print and file. Whoever reads one gets it whole or not
at all: a damaged receipt proves nothing.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prongsai.internal.live_proof import LiveProof
from prongsai.publishing.judging import PUBLISHED_AGAIN, Result
from prongsai.publishing.version import Version
from prongsai.storage.below import found_in
from prongsai.storage.internal_folder import FOLDER
from prongsai.thai.dates import buddhist_year

RECEIPTS = f"{FOLDER}/receipts"
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was proven of one site at one time.

    Attributes:
        when: in the time of Thailand.
        target: the name of the target, empty where only the address was checked.
        by: the post that published.
        commit: of the content, empty outside a repository.
        edited: whether the content differed from that commit.
        day: of the build; None in receipts of earlier programs.
        build: hash of what was built.
        certificate: the last day of the certificate.
    """

    version: int = _VERSION
    program: str
    when: datetime.datetime
    target: str = ""
    by: str = ""
    commit: str = ""
    edited: bool = False
    day: datetime.date | None = None
    site_url: str
    build: str
    certificate: datetime.date | None = None
    results: tuple[Result, ...]

    @property
    def name(self) -> str:
        """Return the name of its files."""
        return name_at(self.when)

    @property
    def proven(self) -> tuple[Result, ...]:
        """Return what is proven."""
        return tuple(one for one in self.results if one.proven)

    @property
    def wrong(self) -> tuple[Result, ...]:
        """Return what is not proven."""
        return tuple(one for one in self.results if not one.proven)

    @property
    def made_of(self) -> Version:
        """Return what the site was made of."""
        return Version(
            commit=self.commit, edited=self.edited, day=self.day, build=self.build
        )

    def is_of(self, site_url: str | None) -> bool:
        """Return whether it is about the site at an address."""
        return bool(site_url) and self.site_url.rstrip("/") == str(site_url).rstrip("/")

    @property
    def live(self) -> LiveProof:
        """Return what the submission sheet needs of it."""
        pages = {one.address: one.sha256 for one in self.proven if one.sha256}
        return LiveProof(
            when=self.when,
            proven=pages,
            lost=tuple(one.address for one in self.wrong),
            wrong=len(self.wrong),
            all=len(self.results),
        )


def name_at(when: datetime.datetime) -> str:
    """Return the name of a receipt of this time; names are in order of time."""
    return f"{buddhist_year(when.date()):04d}-{when:%m-%d-%H%M%S}"


_READER = TypeAdapter(Receipt)


def as_json(receipt: Receipt) -> bytes:
    """Write a receipt with its seal."""
    body = _READER.dump_python(receipt, mode="json")
    whole = {"seal": _seal(body), "receipt": body}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def from_json(data: bytes) -> Receipt | None:
    """Read a receipt; None where it is damaged or was changed."""
    try:
        whole = json.loads(data)
        body = whole["receipt"]
        receipt = _READER.validate_python(body, strict=False)
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError):
        return None
    good = whole.get("seal") == _seal(body) and receipt.version == _VERSION
    return receipt if good and receipt.when.tzinfo else None


def _seal(body: object) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def newest(root: Path, site_url: str | None) -> LiveProof | None:
    """Return what the newest receipt of a site proves; None where there is none.

    A damaged one proves nothing, and may be the newest of any site.
    """
    for name, receipt in _filed(root):
        if receipt is None:
            return LiveProof(damaged=name)
        if receipt.is_of(site_url):
            return receipt.live
    return None


def doubted(root: Path, site_url: str | None) -> frozenset[str]:
    """Return addresses that did not show what was published, by the newest receipt."""
    for _, receipt in _filed(root):
        if receipt is not None and receipt.is_of(site_url):
            return frozenset(
                one.address for one in receipt.wrong if one.seen in PUBLISHED_AGAIN
            )
    return frozenset()


def published_versions(root: Path, target: str) -> tuple[Version, ...]:
    """Return the versions that receipts prove whole at a target, the newest first."""
    return tuple(
        receipt.made_of
        for _, receipt in _filed(root)
        if receipt is not None and receipt.target == target and not receipt.wrong
    )


def _filed(root: Path) -> Iterator[tuple[str, Receipt | None]]:
    """Yield the receipts with their names, the newest first; None for a damaged one."""
    for path in reversed(found_in(root / RECEIPTS, "*.json")):
        try:
            receipt = from_json(path.read_bytes())
        except OSError:
            receipt = None
        yield f"{RECEIPTS}/{path.name}", receipt
