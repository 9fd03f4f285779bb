"""Settle a year on the disk: all files or none, with the ways from old addresses."""

import dataclasses
import datetime
from collections.abc import Mapping
from pathlib import Path

from prongsai.checking import check_sources
from prongsai.findings import has_errors
from prongsai.loading.load import load
from prongsai.site.page_types import lay_out
from prongsai.storage.complete import read_complete
from prongsai.storage.content_folder import Sources
from prongsai.storage.write import write_all
from prongsai.years.redirects import given_over, recorded, ways, with_ways
from prongsai.years.settling import Settled, settle


def settle_year(
    root: Path, slug: str, year: int, answers: Mapping[str, str], today: datetime.date
) -> Settled:
    """Move an agency's year to its own list of items and write what changed.

    Raises:
        IncompleteError: something of the content could not be read.
    """
    settled = settled_year(read_complete(root), slug, year, answers, today)
    write_all(root, settled.files)
    return settled


def settled_year(
    sources: Sources,
    slug: str,
    year: int,
    answers: Mapping[str, str],
    today: datetime.date,
) -> Settled:
    """Return what settling a year changes, redirects included."""
    content, _ = load(sources)
    owners = content.agencies if content else ()
    agency = next((one for one in owners if one.slug == slug), None)
    if content is None or agency is None:
        return Settled(files={}, codes={}, components={}, waiting=())
    settled = settle(sources, content, agency, year, answers)
    texts = {**sources.texts, **settled.files}
    checked = check_sources(dataclasses.replace(sources, texts=texts), today)
    if checked.content is None or has_errors(checked.findings):
        return settled
    plan = lay_out(checked.content)
    found = dict(ways(plan, slug, year, settled))
    gone = given_over(plan, slug, year, settled)
    taken = {old: new for old, new in gone.items() if old in recorded(plan)}
    settled = dataclasses.replace(settled, taken=taken)
    published = with_ways(plan, texts, found, gone)
    return dataclasses.replace(settled, files={**settled.files, **published})
