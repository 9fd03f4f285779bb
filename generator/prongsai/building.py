"""Build a site: read, load, check, lay out, render, MkDocs, verify, swap.

Each step takes the result of the one before. `plan_site` is pure: same sources and day,
same plan.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prongsai import manifest as stamp
from prongsai.checking import Checked, check_sources
from prongsai.findings import Finding, has_errors, worst_first
from prongsai.pages.context import Context
from prongsai.paper.current import offer
from prongsai.site.mkdocs import run_mkdocs
from prongsai.site.navigation import navigation
from prongsai.site.never_published import withheld
from prongsai.site.page_types import Plan, lay_out
from prongsai.site.published import check_published
from prongsai.site.redirects import redirect_copies, redirect_pages
from prongsai.site.render import Rendered, render
from prongsai.site.sitemap import write_sitemap
from prongsai.site.staging import stage
from prongsai.site.swap import BUILD, swap
from prongsai.site.templates import template_cache
from prongsai.site.verify import Terms, verify
from prongsai.storage.content_folder import Sources, with_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The result of a build: `pages` is 0 where nothing was written.

    `site_errors` is what the verifier found in the site that we made: our own bugs.
    """

    findings: tuple[Finding, ...]
    pages: int
    site_errors: tuple[Finding, ...] = ()


def plan_site(sources: Sources, today: datetime.date) -> tuple[Checked, Plan | None]:
    """Check the sources and plan the site; with errors there is no plan."""
    return plan_checked(check_sources(sources, today), sources)


def plan_checked(checked: Checked, sources: Sources) -> tuple[Checked, Plan | None]:
    """Plan what was checked, and compare the plan with what was published before."""
    if checked.content is None or has_errors(checked.findings):
        return checked, None
    papers = offer(checked.content, sources.papers)
    plan = lay_out(checked.content, papers.pages)
    lost = check_published(plan)
    findings = worst_first((*checked.findings, *papers.findings, *lost))
    return Checked(content=checked.content, findings=findings), None if has_errors(
        lost
    ) else plan


def build(root: Path, sources: Sources, today: datetime.date) -> Built:
    """Build the site below `root`; with errors or site_errors the old one stays."""
    sources = with_facts(root, sources)
    checked, plan = plan_site(sources, today)
    if plan is None:
        return Built(findings=checked.findings, pages=0)
    site_errors = write(root, plan)
    if site_errors:
        return Built(findings=checked.findings, pages=0, site_errors=site_errors)
    stamp.remember(root, sources, today, checked.findings)
    return Built(findings=checked.findings, pages=len(plan.pages))


def write(root: Path, plan: Plan) -> tuple[Finding, ...]:
    """Render, let MkDocs build next to the old site, verify, then swap.

    Returns:
        What is wrong with the new site; then it is left where it was made.
    """
    cache = root / BUILD / "cache"
    copies = (*plan.copies, *redirect_copies(plan))
    config = stage(root, _files(plan, cache / "templates"), copies, navigation(plan))
    run_mkdocs(config, cache / "theme")
    site = config.parent / "build" / "site"
    write_sitemap(site, plan)
    site_errors = verify(site, terms(plan.context))
    if not site_errors:
        stamp.forget(root)
        swap(root)
    return site_errors


def _files(plan: Plan, templates: Path) -> Iterator[Rendered]:
    yield from render(plan, template_cache(templates))
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
