"""What every page of a year needs: addresses, words, crumbs, year menu, evidence."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prongsai.assessment.disclosed import public_evidence
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.model.agency import named_pictures
from prongsai.model.catalogue import Catalogue
from prongsai.model.disclosures import Evidence
from prongsai.model.site import Mode
from prongsai.pages.addresses import Addresses
from prongsai.pages.page import CopiedFile, Link, MadeFile, PaperCopy
from prongsai.pages.words import Words
from prongsai.storage.content_folder import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A small picture: where it is, its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A document of an item: where it is, what it is, how big, how it begins."""

    evidence: Evidence
    address: str
    external: bool
    kind: str
    size: int
    original_name: str
    pages: int | None = None
    small: PictureView | None = None
    begins: str = ""

    @property
    def picture(self) -> bool:
        """Return whether the page can show it as it is."""
        return not self.external and self.kind in {"PNG", "JPG", "JPEG"}


class _Titles(dict[int, Mapping[str, str]]):
    """The titles of all codes of a year, made when the year is first needed."""

    def __init__(self, catalogues: Mapping[int, Catalogue]) -> None:
        super().__init__()
        self._catalogues = catalogues

    def __missing__(self, year: int) -> Mapping[str, str]:
        rules = self._catalogues.get(year)
        self[year] = _titles(rules) if rules else {}
        return self[year]


def _titles(rules: Catalogue) -> dict[str, str]:
    """Return the title of every code of a year."""
    titles = {one.code: one.wording or "" for one in rules.questions}
    for group in (rules.items, rules.sub_indicators, rules.indicators):
        titles |= {one.code: one.title for one in group}
    return titles | {one.code: one.title for one in rules.instruments}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The site's content with the words and addresses that pages need.

    Attributes:
        papers: the papers that a page offers, by its address.
        count: how many agencies the whole site has, be they in `content` or not.
    """

    content: Content
    addresses: Addresses
    words: Words
    titles: Mapping[int, Mapping[str, str]]
    papers: Mapping[str, tuple[PaperCopy, ...]] = field(default_factory=dict)
    count: int = 1

    @classmethod
    def of(
        cls,
        content: Content,
        papers: Mapping[str, tuple[PaperCopy, ...]] | None = None,
        count: int | None = None,
    ) -> "Context":
        """Make the context of a site; without a count, the content is all of it."""
        years = sum(bool(agency.years) for agency in content.agencies)
        site = content.site.value
        titles = _Titles(content.catalogues)
        return cls(
            content=content,
            addresses=Addresses(site=site),
            words=Words.of(site),
            titles=titles,
            papers=papers or {},
            count=years if count is None else count,
        )

    @property
    def agencies(self) -> tuple[AgencyContent, ...]:
        """Return the agencies that the site shows: those that have a year."""
        site = self.content.site.value
        if site.mode is Mode.HUB:
            return tuple(a for a in self.content.agencies if a.years)
        return tuple(a for a in self.content.agencies if a.slug == site.agency)

    def crumbs(self, agency: AgencyContent, year: int = 0) -> tuple[Link, ...]:
        """Return the breadcrumb of a page of the agency, without the page itself."""
        links = []
        if self.content.site.value.mode is Mode.HUB:
            links.append(Link(title=self.words("all-agencies"), address=""))
        name = agency.agency.value.name
        links.append(Link(title=name, address=self.addresses.agency(agency.slug)))
        if year:
            address = self.addresses.year(agency.slug, year)
            links.append(
                Link(title=self.words("fiscal-year", year=year), address=address)
            )
        return tuple(links)

    def years(self, agency: AgencyContent, current: int) -> tuple[Link, ...]:
        """Return the year menu, newest first."""
        return tuple(
            Link(
                title=str(year.fiscal_year),
                address=self.addresses.year(agency.slug, year.fiscal_year),
                current=year.fiscal_year == current,
            )
            for year in reversed(agency.years)
        )

    def evidence(
        self, agency: AgencyContent, year: Year, evidence: Evidence
    ) -> EvidenceView:
        """Describe one document for its page."""
        if evidence.file is None:
            url = evidence.url or ""
            return EvidenceView(
                evidence=evidence,
                address=url,
                external=True,
                kind="",
                size=0,
                original_name="",
            )
        attachment = year.attachments.get(evidence.file)
        name = posixpath.basename(evidence.file)
        return EvidenceView(
            evidence=evidence,
            address=self.addresses.file(
                agency.slug, year.fiscal_year, evidence.id, name
            ),
            external=False,
            kind=posixpath.splitext(name)[1].lstrip(".").upper(),
            size=attachment.size if attachment else 0,
            original_name=name,
            pages=_pages(attachment),
            small=self._small(agency.slug, attachment),
            begins=_begins(attachment),
        )

    def picture(self, agency: AgencyContent, name: str | None) -> PictureView | None:
        """Return the small picture of a file of the agency, None before it is made."""
        return self._small(agency.slug, agency.attachments.get(name or ""))

    def _small(self, slug: str, attachment: Attachment | None) -> PictureView | None:
        small = attachment.small if attachment else None
        if attachment is None or small is None:
            return None
        address = self.addresses.small(slug, attachment.sha256, small.ending)
        return PictureView(address=address, width=small.width, height=small.height)

    def pictures(self) -> Iterator[MadeFile]:
        """Yield the small pictures that pages show, each once."""
        made = {}
        for slug, attachment in self._pictured():
            view, small = self._small(slug, attachment), attachment.small
            if view and small:
                made[view.address] = small.data
        for address, data in made.items():
            yield MadeFile(address=address, data=data)

    def _pictured(self) -> Iterator[tuple[str, Attachment]]:
        """Yield the seal and faces of each agency, and the documents of its items."""
        for agency in self.agencies:
            for _, name in named_pictures(agency.agency.value):
                if name in agency.attachments:
                    yield agency.slug, agency.attachments[name]
            for year in agency.years:
                for evidence in public_evidence(year).values():
                    document = year.attachments.get(evidence.file or "")
                    if document and _is_document(document):
                        yield agency.slug, document

    def files(self) -> Iterator[CopiedFile]:
        """Yield every attachment that public items show, and every paper, once."""
        copies = (copy for found in self.papers.values() for copy in found)
        yield from dict.fromkeys(copy.file for copy in copies)
        for agency in self.agencies:
            for year in agency.years:
                for evidence in public_evidence(year).values():
                    attachment = year.attachments.get(evidence.file or "")
                    if attachment:
                        view = self.evidence(agency, year, evidence)
                        yield CopiedFile(
                            address=view.address,
                            source=attachment.path,
                            sha256=attachment.sha256,
                        )


def _is_document(attachment: Attachment) -> bool:
    """Return whether a card shows its first page; pictures are on the page whole."""
    return attachment.head.startswith(b"%PDF-")


def _begins(attachment: Attachment | None) -> str:
    """Return how the first page of a document begins, as far as that is known."""
    small = attachment.small if attachment else None
    return small.text if small else ""


def _pages(attachment: Attachment | None) -> int | None:
    """Return how many pages a document has, None where that is not known."""
    known = attachment.facts if attachment and _is_document(attachment) else None
    return known.pages if known else None
