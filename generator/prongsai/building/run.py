"""The spine of a build: every step in order, and what came of it."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from prongsai import last_build
from prongsai.building.choose import Chosen, choose
from prongsai.building.cover import Cover
from prongsai.building.draft import Around
from prongsai.building.in_making import begin, give_up
from prongsai.building.whole import Begun, Whole, make_whole
from prongsai.checking.project import ProjectChecked, for_agencies
from prongsai.findings import Finding, Place, has_errors, worst_first
from prongsai.model.site import Site
from prongsai.paper.current import stale_paper
from prongsai.site.kept_pages import Kept, findings_of_all
from prongsai.site.manifest import write_manifest
from prongsai.site.swap import put_in_place
from prongsai.storage.cluster.crew import crew
from prongsai.storage.content_folder import listed_agencies, read_site, with_facts
from prongsai.storage.content_walk import agencies_with_years
from prongsai.storage.papers import read_printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to.

    Attributes:
        checked: what is wrong with the files as they are, and how far agencies are.
        findings: what is wrong with the content, worst first.
        pages: how many pages the new site has: 0 where the old site stayed.
        site_errors: what the verifier found in the site that we made: our own bugs.
        kept: agencies whose pages are those that they had, or that were left out.
        unlike: a page that MkDocs makes in another way than its frame, if there is one:
            MkDocs made the whole site then.
    """

    checked: ProjectChecked
    findings: tuple[Finding, ...]
    pages: int = 0
    site_errors: tuple[Finding, ...] = ()
    kept: tuple[Kept, ...] = ()
    unlike: str | None = None

    @property
    def site(self) -> Site | None:
        """Return what `site.yml` says, None where the old site stayed."""
        content = self.checked.site
        return content.site.value if content and self.pages else None

    @property
    def current(self) -> bool:
        """Return whether the site is now that of all the content as it was read."""
        return self.pages > 0 and not self.kept


def build(
    root: Path,
    today: datetime.date,
    only: str | None = None,
    *,
    plain: bool = False,
    jobs: int = 1,
    workers: str | None = None,
) -> Built:
    """Build the site below `root`; where nothing can be built the old one stays.

    Args:
        root: the project.
        today: the day of the build.
        only: the one agency to make anew; the others stay as they are.
        plain: MkDocs makes every page: the same bytes, it only takes longer.
        jobs: how many processes may work.
        workers: the address of a scheduler of dask whose workers build, too.

    Raises:
        ClusterError: they cannot, or the scheduler went away; the old site stays.
    """
    of_site = with_facts(root, read_site(root))
    around = Around(
        root=root,
        site=for_agencies(of_site),
        today=today,
        count=agencies_with_years(root, listed_agencies(root, of_site)),
        papers=read_printed(root),
        only=only,
    )
    assets = begin(root)
    with crew(root, jobs, workers) as working:
        chosen = choose(working, around, of_site)
        cover = _cover(around, chosen)
        built = _planned(around, chosen, cover)
        if cover is None or not built.pages:
            give_up(root)
            return built
        begun = Begun(assets=assets, last=chosen.last, plain=plain)
        whole = make_whole(working, around, cover, begun)
    if whole.site_errors:
        return _refused(built, whole)
    made = last_build.Made(
        key=last_build.input_key(root, chosen.of, today, only),
        of=chosen.of,
        today=today,
        findings=built.findings,
        kept=built.kept,
    )
    write_manifest(around.staged, made.head, whole.files)
    last_build.forget(root)
    put_in_place(root, whole.stay)
    last_build.remember(root, made)
    return Built(
        checked=built.checked,
        findings=built.findings,
        pages=built.pages,
        kept=built.kept,
        unlike=whole.unlike,
    )


def _refused(built: Built, whole: Whole) -> Built:
    """Return that the site that was made is wrong: the old one stays."""
    return Built(
        checked=built.checked,
        findings=built.findings,
        site_errors=whole.site_errors,
        kept=built.kept,
        unlike=whole.unlike,
    )


def _cover(around: Around, chosen: Chosen) -> Cover | None:
    """Lay out the site as a whole; None where something forbids it."""
    site = chosen.checked.site
    if chosen.changed or site is None or has_errors(chosen.checked.findings):
        return None
    briefs = [one.brief for one in chosen.drafts if one.brief]
    return Cover.of(site, briefs, around.count)


def _planned(around: Around, chosen: Chosen, cover: Cover | None) -> Built:
    """Return what is wrong with the content, and how many pages the site will have."""
    new, mixed = chosen.new, chosen.checked.findings
    if cover is None:
        changed = (_changed(path) for path in chosen.changed)
        findings = findings_of_all(chosen.kept, new.findings, mixed)
        return Built(checked=new, findings=worst_first((*changed, *findings)))
    lost = cover.lost()
    mixed = (*mixed, *_papers(around, chosen), *lost)
    findings = findings_of_all(chosen.kept, new.findings, mixed)
    if has_errors(lost):
        return Built(checked=new, findings=findings)
    return Built(checked=new, findings=findings, pages=cover.pages, kept=chosen.kept)


def _papers(around: Around, chosen: Chosen) -> tuple[Finding, ...]:
    """Return what is wrong with papers, those of no agency among them."""
    briefs = [one.brief for one in chosen.drafts if one.brief]
    slugs = {one.slug for one in briefs}
    known = [paper for one in briefs for paper in one.papers]
    other = (path for path in around.papers if path.partition("/")[0] not in slugs)
    return (*known, *map(stale_paper, other))


def _changed(path: str) -> Finding:
    return Finding(
        code="file-changed",
        place=Place(path=path),
        facts=(("file", path),),
        subject=path,
    )
