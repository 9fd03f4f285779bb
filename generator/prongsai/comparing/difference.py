"""All that a reviewer wants to know about two states of the content."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.comparing.changed_files import FileChanges, changed_files, owner_of
from prongsai.comparing.first_pages import FirstPages
from prongsai.comparing.revision import Coverage, Revision
from prongsai.findings import Finding
from prongsai.model.site import Mode
from prongsai.reports.report import Heading, Since
from prongsai.reports.report import compare as compare_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two sides.

    Attributes:
        files: only those with changes, by agency, newest year first.
        formatting: files whose text changed and whose meaning did not.
        coverage: years whose coverage changed, before and after.
        appeared: addresses that are new, None where a side has errors.
        vanished: addresses that are gone, None where a side has errors.
        tools: files that changed and decide how the site is checked and built.
        pages: reads the first pages of documents, None where the files are not there.
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
    tools: tuple[str, ...] = ()
    pages: FirstPages | None = None

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
                path for path in self.formatting if owner_of(path)[1] == slug
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


def difference(
    heading: Heading, base: Revision, head: Revision, tools: tuple[str, ...] = ()
) -> Difference:
    """Compare two sides."""
    files = changed_files(base, head)
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
        tools=tools,
    )


def _only_of(side: Revision, slug: str) -> Revision:
    own = {path for path in side.unreadable if owner_of(path)[1] in {"", slug}}
    return dataclasses.replace(side, unreadable=frozenset(own))


def _findings_of(found: tuple[Finding, ...], slug: str) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.agency == slug)


def _only(one: Revision, other: Revision) -> tuple[str, ...] | None:
    if one.addresses is None or other.addresses is None:
        return None
    return tuple(sorted(one.addresses - other.addresses))


def _newest_first(key: tuple[str, int]) -> tuple[str, int]:
    return (key[0], -key[1])


def _touched(base: Revision, head: Revision) -> Iterator[str]:
    before, after = base.sources.texts, head.sources.texts
    for path in sorted(before.keys() | after.keys()):
        texts = [
            side.get(path, b"").replace(b"\r\n", b"\n") for side in (before, after)
        ]
        if texts[0] != texts[1]:
            yield path
