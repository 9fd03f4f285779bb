"""Build a site: read, load, check, lay out, render, MkDocs, verify, swap.

Each step takes the result of the one before, and `Built` carries the plan to whoever
needs it after a build. `plan_site` is pure: same sources and day, same plan. A build
plans with `plan_build`: an agency with errors keeps the pages that it has.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from prongsai import last_build
from prongsai.checking import Checked, check_sources
from prongsai.findings import Finding, Place, worst_first
from prongsai.loading.content import Content
from prongsai.pages.context import Context
from prongsai.paper.link_pictures import link_pictures
from prongsai.site.frames import fill_site
from prongsai.site.hosting import write_hosting
from prongsai.site.kept_pages import Kept, Mixed, mix
from prongsai.site.mkdocs import run_mkdocs
from prongsai.site.navigation import hub_slugs, navigation
from prongsai.site.never_published import withheld
from prongsai.site.page_types import Plan
from prongsai.site.planned import plan_checked
from prongsai.site.redirects import redirect_copies, redirect_pages
from prongsai.site.render import Rendered, render
from prongsai.site.sitemap import write_sitemap
from prongsai.site.staging import ChangedError, stage
from prongsai.site.swap import BUILD, swap
from prongsai.site.templates import template_cache
from prongsai.site.verify import Terms, verify
from prongsai.storage.content_folder import Sources, with_facts, with_small
from prongsai.storage.last_good import read_good, remember_good


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to.

    Attributes:
        content: what was read, None where `site.yml` cannot be used.
        findings: what is wrong with the content, worst first.
        plan: the site that was built, None where the old one stayed.
        site_errors: what the verifier found in the site that we made: our own bugs.
        kept: agencies whose pages are those that they had, or that were left out.
        unlike: a page that MkDocs makes otherwise than its frame, where there was one:
            MkDocs made the whole site then.
    """

    content: Content | None
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    site_errors: tuple[Finding, ...] = ()
    kept: tuple[Kept, ...] = ()
    unlike: str | None = None

    @property
    def current(self) -> bool:
        """Return whether the site is now that of all the content as it was read."""
        return self.plan is not None and not self.kept

    @property
    def pages(self) -> int:
        """Return how many pages were written: 0 where the old site stayed."""
        return len(self.plan.pages) if self.plan else 0


def plan_site(sources: Sources, today: datetime.date) -> tuple[Checked, Plan | None]:
    """Check the sources and plan the site; with errors there is no plan."""
    return plan_checked(check_sources(sources, today), sources)


def plan_build(
    root: Path, sources: Sources, today: datetime.date, only: str | None = None
) -> tuple[Built, Mixed]:
    """Plan what a build would make: agencies with errors as they were last published.

    Args:
        root: the project, where the last good content is.
        sources: the content as it is, with the facts of its attachments.
        today: the day of the build.
        only: the one agency to make anew; the others stay as they are.
    """
    new = check_sources(sources, today)
    mixed = mix(new, sources, only, partial(read_good, root))
    checked = check_sources(mixed.sources, today) if mixed.kept else new
    checked, plan = plan_checked(checked, mixed.sources)
    findings = mixed.findings(new.findings, checked.findings)
    kept = mixed.kept if plan else ()
    built = Built(content=new.content, findings=findings, plan=plan, kept=kept)
    return built, mixed


def build(
    root: Path,
    sources: Sources,
    today: datetime.date,
    only: str | None = None,
    *,
    plain: bool = False,
) -> Built:
    """Build the site below `root`; where nothing can be built the old one stays.

    With `plain`, MkDocs makes every page; the bytes are the same, it only takes longer.
    """
    sources = with_small(root, with_facts(root, sources))
    built, mixed = plan_build(root, sources, today, only)
    if built.plan is None:
        return built
    try:
        built = write(root, built, built.plan, plain=plain)
    except ChangedError as error:
        findings = worst_first((_changed(str(error)), *built.findings))
        return replace(built, plan=None, findings=findings, kept=())
    if built.site_errors:
        return replace(built, plan=None)
    remember_good(root, mixed.sources, mixed.fresh, today)
    made = last_build.Made(
        key=last_build.input_key(root, sources, today, only),
        of=mixed.sources.fingerprint,
        today=today,
        findings=built.findings,
        kept=built.kept,
    )
    last_build.remember(root, made)
    return built


def _changed(path: str) -> Finding:
    return Finding(
        code="file-changed",
        place=Place(path=path),
        facts=(("file", path),),
        subject=path,
    )


def write(root: Path, built: Built, plan: Plan, *, plain: bool) -> Built:
    """Render, let MkDocs build next to the old site, verify, then swap.

    Returns:
        With what is wrong with the new site; then it is left where it was made.

    Raises:
        ChangedError: a file is not any more what was checked; the old site stays.
    """
    cache = root / BUILD / "cache"
    copies = (*plan.copies, *redirect_copies(plan))
    config = stage(root, _files(plan, cache), copies, navigation(plan))
    unlike = None
    if plain:
        run_mkdocs(config, cache / "theme")
    else:
        unlike = fill_site(config, cache, hub_slugs(plan))
    site = config.parent / "build" / "site"
    write_sitemap(site, plan)
    write_hosting(site, plan)
    site_errors = verify(site, terms(plan.context))
    if not site_errors:
        last_build.forget(root)
        swap(root)
    return replace(built, site_errors=site_errors, unlike=unlike)


def _files(plan: Plan, cache: Path) -> Iterator[Rendered]:
    pictures = link_pictures(plan.context, plan.pages, cache / "link-pictures")
    yield from render(plan, template_cache(cache / "templates"), pictures)
    yield from redirect_pages(plan)


def terms(context: Context) -> Terms:
    """Return what the built site is compared with."""
    site = context.content.site.value
    return Terms(
        language=site.language,
        url=site.site_url,
        items=_codes(context),
        withheld=withheld(context),
    )


def _codes(context: Context) -> dict[int, frozenset[str]]:
    """Return the codes of all lists that the agencies use, by year."""
    codes: dict[int, frozenset[str]] = {}
    for agency in context.content.agencies:
        for year in agency.years:
            items = year.catalogue.items if year.catalogue else ()
            before = codes.get(year.fiscal_year, frozenset())
            codes[year.fiscal_year] = before | {item.code for item in items}
    return codes
