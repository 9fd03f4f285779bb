"""Which papers the site offers: those that still agree with the content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prongsai.findings import Finding, Place
from prongsai.loading.content import Content
from prongsai.pages.addresses import Addresses
from prongsai.pages.page import CopiedFile, PaperCopy
from prongsai.storage.papers import FOLDER, Printed

if TYPE_CHECKING:
    from prongsai.paper.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Papers by the address of the page that offers them, and what is stale."""

    pages: Mapping[str, tuple[PaperCopy, ...]]
    findings: tuple[Finding, ...]


def offer(content: Content, printed: Mapping[str, Printed]) -> Offer:
    """Compare every paper that was made with the content as it is now."""
    if not printed:
        return Offer(pages={}, findings=())
    from prongsai.paper.kinds import papers  # noqa: PLC0415 - most builds have none

    now = {paper.path: paper for paper in papers(content)}
    pages: dict[str, list[PaperCopy]] = {}
    stale = []
    for path, there in printed.items():
        paper = now.get(path)
        if paper is None or paper.made_of != there.made_of:
            stale.append(stale_paper(path))
            continue
        copy = _copy(content, paper, there)
        for page in paper.pages:
            pages.setdefault(page, []).append(copy)
    return Offer(
        pages={page: tuple(found) for page, found in pages.items()},
        findings=tuple(stale),
    )


def _copy(content: Content, paper: "Paper", there: Printed) -> PaperCopy:
    address = Addresses(site=content.site.value).year(paper.agency, paper.year)
    file = CopiedFile(
        address=f"{address}paper/{paper.file}",
        source=f"{FOLDER}/{there.path}",
        sha256=there.sha256,
    )
    return PaperCopy(title=paper.title, file=file, size=there.size)


def stale_paper(path: str) -> Finding:
    """Return the finding about a paper that is not as the content is now."""
    agency, year, name = path.split("/")
    return Finding(
        code="paper-stale",
        place=Place(path=f"{FOLDER}/{path}"),
        facts=(("paper", path), ("agency", agency), ("year", year)),
        agency=agency,
        year=int(year),
        subject=name.partition(".")[0],
    )
