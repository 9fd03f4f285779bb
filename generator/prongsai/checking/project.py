"""Check a whole project, one agency after the other or side by side.

Only findings and a few facts of each agency are held, so memory does not grow with
their files; an agency is checked again only when something that it rests on changed.
"""

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from prongsai.assessment.coverage import Coverage
from prongsai.checking.chapter import Chapter, check_chapter
from prongsai.checking.content import as_of, concerns_all, site_rules
from prongsai.checking.kept import keep_chapter, kept_chapter, key_of
from prongsai.checking.needs import agency_needs
from prongsai.findings import Finding, counted, worst_first
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.loading.published import is_record
from prongsai.loading.references import site_references
from prongsai.storage.cluster.crew import crew
from prongsai.storage.content_folder import (
    Sources,
    listed_agencies,
    read_agency,
    read_site,
    with_facts,
)
from prongsai.storage.side_by_side import Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectChecked:
    """What is wrong with a project, worst first, and how far its agencies are.

    `site` is its content without any agency, None where `site.yml` cannot be used.
    """

    site: Content | None
    findings: tuple[Finding, ...]
    names: dict[str, str]
    coverage: tuple[Coverage, ...]


def check_project(
    root: Path, today: datetime.date, jobs: int = 1, workers: str | None = None
) -> ProjectChecked:
    """Check all of a project; what was found before is found again without a check.

    Args:
        root: the project.
        today: the day of the check.
        jobs: how many processes may check.
        workers: the address of a scheduler of dask whose workers check.
    """
    of_site = with_facts(root, read_site(root))
    for_each = for_agencies(of_site)
    check = partial(_chapter, root, for_each, today)
    needed = partial(_needed, root, for_each, today)
    with crew(root, jobs, workers) as working:
        chapters = tuple(working.each(check, listed_agencies(root, of_site), needed))
    return merged(of_site, chapters, today)


def _chapter(root: Path, of_site: Sources, today: datetime.date, slug: str) -> Chapter:
    """Check one agency, or find again what was found before."""
    read = with_site(read_agency(root, slug), of_site)
    key = key_of(read, today)
    known = kept_chapter(root, slug, key)
    if known is not None:
        return known
    whole = with_facts(root, read, known=of_site.attachments)
    chapter = check_chapter(whole, slug, today)
    if whole.findings == read.findings:  # no file has changed while it was read
        keep_chapter(root, chapter, key)
    return chapter


def _needed(
    root: Path, of_site: Sources, today: datetime.date, slug: str
) -> Needs | None:
    """Return what the check of an agency reads; None where it is kept."""
    read = read_agency(root, slug)
    key = key_of(with_site(read, of_site), today)
    if kept_chapter(root, slug, key) is not None:
        return None
    return agency_needs(root, slug, read, of_site)


def for_agencies(of_site: Sources) -> Sources:
    """Return the files of the site that agencies rest on.

    Only the site as a whole is compared with what was published before.
    """
    texts = {path: one for path, one in of_site.texts.items() if not is_record(path)}
    return dataclasses.replace(of_site, texts=texts)


def with_site(of_agency: Sources, of_site: Sources) -> Sources:
    """Return the sources of an agency with those of the site."""
    return dataclasses.replace(
        of_agency,
        texts={**of_site.texts, **of_agency.texts},
        attachments={**of_site.attachments, **of_agency.attachments},
        findings=(*of_site.findings, *of_agency.findings),
    )


def merged(
    of_site: Sources, chapters: Sequence[Chapter], today: datetime.date
) -> ProjectChecked:
    """Put together what was found in the site's own files and in each agency."""
    years = {year for chapter in chapters for year in chapter.years}
    site, shape = load(of_site, years)
    facts = [chapter.facts for chapter in chapters if chapter.facts]
    wrong = [*shape, *(one for chapter in chapters for one in chapter.wrong)]
    if site is not None:
        slugs = frozenset(chapter.slug for chapter in chapters if chapter.there)
        of_all = tuple(site_references(site, slugs))
        wrong += of_all
        if not concerns_all(of_all):
            wrong += (as_of(one, today) for one in site_rules(site, facts))
            wrong += (one for chapter in chapters for one in chapter.found)
    return ProjectChecked(
        site=site,
        findings=counted(worst_first(wrong)),
        names={one.slug: one.name for one in facts},
        coverage=tuple(one for chapter in chapters for one in chapter.coverage),
    )
