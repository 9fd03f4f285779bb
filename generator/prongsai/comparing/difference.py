"""All that a reviewer wants to know about two states of the content."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from prongsai.comparing.compare import Change, ChangeKind, PathStep, compare
from prongsai.comparing.revision import Coverage, Revision, years
from prongsai.findings import Finding
from prongsai.model.leaves import leaves
from prongsai.model.site import Mode, Published
from prongsai.reports.report import Heading, Since
from prongsai.reports.report import compare as compare_findings
from prongsai.storage.content_folder import Attachment

FILES = "files"
"""The kind of changes of attachments' bytes; other kinds are named like YAML files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChanges:
    """The changes of one YAML file, or of the attachments of a year.

    `kind` is `site`, `published`, `catalogue`, `agency`, `scores`, `measures`,
    `disclosures`, `survey` or `files`. `whole` says that the file came or went.
    """

    path: str
    kind: str
    agency: str
    year: int
    changes: tuple[Change, ...]
    whole: ChangeKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two sides.

    Attributes:
        files: only those with changes, by agency, newest year first.
        formatting: files whose text changed and whose meaning did not.
        coverage: years whose coverage changed, before and after.
        appeared: addresses that are new, None where a side has errors.
        vanished: addresses that are gone, None where a side has errors.
    """

    heading: Heading
    base: Revision
    head: Revision
    files: tuple[FileChanges, ...]
    formatting: tuple[str, ...]
    coverage: Mapping[tuple[str, int], tuple[Coverage | None, Coverage | None]]
    findings: Since
    appeared: tuple[str, ...] | None
    vanished: tuple[str, ...] | None

    @property
    def agencies(self) -> tuple[str, ...]:
        """Return the slugs of agencies with changes; empty for the site as a whole."""
        slugs = {file.agency for file in self.files}
        return tuple(sorted(slugs | {slug for slug, _ in self.coverage}))

    def only(self, slug: str) -> "Difference":
        """Return what concerns one agency (or, with no slug, the site as a whole)."""
        since = self.findings
        return dataclasses.replace(
            self,
            base=_only_of(self.base, slug),
            head=_only_of(self.head, slug),
            files=tuple(file for file in self.files if file.agency == slug),
            formatting=tuple(
                path for path in self.formatting if _owner(path)[1] == slug
            ),
            coverage={
                key: both for key, both in self.coverage.items() if key[0] == slug
            },
            findings=Since(
                revision=since.revision,
                new=_findings_of(since.new, slug),
                old=_findings_of(since.old, slug),
                fixed=_findings_of(since.fixed, slug),
                unseen=_findings_of(since.unseen, slug),
            ),
            appeared=self._addresses_of(slug, self.appeared),
            vanished=self._addresses_of(slug, self.vanished),
        )

    def _addresses_of(
        self, slug: str, addresses: tuple[str, ...] | None
    ) -> tuple[str, ...] | None:
        """Return the agency's own addresses; the site of one agency has no others."""
        if addresses is None or Mode.AGENCY in {
            self.base.content.site.value.mode,
            self.head.content.site.value.mode,
        }:
            return addresses
        slugs = {
            one.slug for side in (self.base, self.head) for one in side.content.agencies
        }
        first = {address: address.split("/")[1] for address in addresses}
        return tuple(
            address
            for address in addresses
            if (first[address] if first[address] in slugs else "") == slug
        )

    @property
    def unreadable(self) -> frozenset[str]:
        """Return the files that could not be compared."""
        return self.base.unreadable | self.head.unreadable

    def name(self, slug: str) -> str:
        """Return an agency's name, its newer one first."""
        for side in (self.head, self.base):
            for agency in side.content.agencies:
                if agency.slug == slug and agency.agency.file not in side.unreadable:
                    return agency.agency.value.name
        return slug

    def units(self, slug: str) -> Mapping[str, str]:
        """Return the names of an agency's units by id, the newer ones first."""
        return {
            unit.id: unit.name
            for side in (self.base, self.head)
            for agency in side.content.agencies
            if agency.slug == slug
            for unit in agency.agency.value.units
        }

    def title(self, year: int, code: str) -> str:
        """Return an item's title in the catalogue of a year, empty if it has none."""
        for side in (self.head, self.base):
            rules = side.content.catalogues.get(year)
            for item in rules.items if rules else ():
                if item.code == code:
                    return item.title
        return ""


def difference(heading: Heading, base: Revision, head: Revision) -> Difference:
    """Compare two sides."""
    files = tuple(sorted((*_yaml(base, head), *_attachments(base, head)), key=_order))
    told = {file.path for file in files} | base.unreadable | head.unreadable
    return Difference(
        heading=heading,
        base=base,
        head=head,
        files=files,
        formatting=tuple(path for path in _touched(base, head) if path not in told),
        coverage={
            key: (base.coverage.get(key), head.coverage.get(key))
            for key in sorted({*base.coverage, *head.coverage}, key=_newest_first)
            if base.coverage.get(key) != head.coverage.get(key)
        },
        findings=compare_findings(base.name, base.findings, head.findings),
        appeared=_only(head, base),
        vanished=_only(base, head),
    )


def _only_of(side: Revision, slug: str) -> Revision:
    own = {path for path in side.unreadable if _owner(path)[1] in {"", slug}}
    return dataclasses.replace(side, unreadable=frozenset(own))


def _findings_of(found: tuple[Finding, ...], slug: str) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.agency == slug)


def _only(one: Revision, other: Revision) -> tuple[str, ...] | None:
    if one.addresses is None or other.addresses is None:
        return None
    return tuple(sorted(one.addresses - other.addresses))


_KINDS = ("site", "published", "catalogue", "agency", "disclosures", "measures")


def _order(file: FileChanges) -> tuple[str, int, int, str]:
    rank = _KINDS.index(file.kind) if file.kind in _KINDS else len(_KINDS)
    return (file.agency, -file.year if file.agency else 0, rank, file.path)


def _newest_first(key: tuple[str, int]) -> tuple[str, int]:
    return (key[0], -key[1])


def _yaml(base: Revision, head: Revision) -> Iterator[FileChanges]:
    for path in sorted({*base.sources.texts, *head.sources.texts}):
        if path in base.unreadable | head.unreadable:
            continue
        before, after = base.record(path), head.record(path)
        changes = (
            tuple(change for change in compare(before, after) if not _recorded(change))
            if before or after
            else ()
        )
        whole = (
            ChangeKind.ADDED
            if before is None
            else ChangeKind.REMOVED
            if after is None
            else None
        )
        if changes:
            kind, agency, year = _owner(path)
            yield FileChanges(
                path=path,
                kind=kind,
                agency=agency,
                year=year,
                changes=changes,
                whole=whole,
            )


def _recorded(change: Change) -> bool:
    """Return whether a change is only the record of addresses (reported anyway)."""
    return change.way[0] == PathStep(model=Published.__name__, name="addresses")


def _owner(path: str) -> tuple[str, str, int]:
    """Return kind, agency and year of a YAML file."""
    match path.removesuffix(".yml").split("/"):
        case ["content", "agencies", slug, year, kind]:
            return kind, slug, int(year)
        case ["content", "agencies", slug, kind]:
            return kind, slug, 0
        case ["content", "catalogue", year]:
            return "catalogue", "", int(year)
        case parts:
            return parts[-1], "", 0


def _touched(base: Revision, head: Revision) -> Iterator[str]:
    before, after = base.sources.texts, head.sources.texts
    for path in sorted(before.keys() | after.keys()):
        texts = [
            side.get(path, b"").replace(b"\r\n", b"\n") for side in (before, after)
        ]
        if texts[0] != texts[1]:
            yield path


def _attachments(base: Revision, head: Revision) -> Iterator[FileChanges]:
    """Yield what became of attachments.

    A file that came or went with the record that names it is reported once.
    """
    before, after = base.sources.attachments, head.sources.attachments
    once, now = _named(base), _named(head)
    told = once ^ now
    found: dict[tuple[str, int], list[Change]] = {}
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        owner, year, name = _place(path)
        if _bytes(old) == _bytes(new) or ((not old or not new) and path in told):
            continue
        kind = (
            ChangeKind.ADDED
            if old is None
            else ChangeKind.REMOVED
            if new is None
            else ChangeKind.CHANGED
        )
        change = Change(
            kind=kind, way=(PathStep(model=FILES, name=name),), before=old, after=new
        )
        found.setdefault((owner, year), []).append(change)
    for (owner, year), changes in found.items():
        folder = f"content/agencies/{owner}/{year}/files"
        yield FileChanges(
            path=folder, kind=FILES, agency=owner, year=year, changes=tuple(changes)
        )


def _bytes(attachment: Attachment | None) -> str:
    return attachment.sha256 if attachment else ""


def _place(path: str) -> tuple[str, int, str]:
    match path.split("/", 5):
        case ["content", "agencies", slug, year, "files", name] if year.isdecimal():
            return slug, int(year), name
        case _:
            return "", 0, path


def _named(side: Revision) -> set[str]:
    """Return the paths of attachments that a record of the side names."""
    found = set[str]()
    for agency, year in years(side.content):
        folder = f"content/agencies/{agency.slug}/{year.fiscal_year}/files"
        for loaded in (year.disclosures, year.measures):
            record: BaseModel | None = loaded.value if loaded else None
            for way, value in leaves(record):
                if way[-1] in {"file", "signed_file"}:
                    found.add(f"{folder}/{value}")
    return found
