"""Look at the live site and file what was seen."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prongsai import __version__
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.internal.submission import submission
from prongsai.online.fetch import certificate_end
from prongsai.online.fetch_by_page import fetcher
from prongsai.pages.home import newest_year
from prongsai.publishing.built import Build
from prongsai.publishing.expected import Expected
from prongsai.publishing.proof import PAUSES, SETTLING, Proof, prove
from prongsai.publishing.receipt import RECEIPTS, Receipt, as_json, name_at
from prongsai.publishing.receipt_page import as_html
from prongsai.publishing.version import Version
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import moves
from prongsai.site.swap import BUILD
from prongsai.site.verify.site import BuiltSite, Terms
from prongsai.storage.write import write_all

THAILAND = datetime.timezone(datetime.timedelta(hours=7))


def built_site(
    root: Path,
    plan: Plan,
    today: datetime.date,
    changed: Collection[str] = (),
) -> Expected | None:
    """Return what the public should see; None without an address or a build.

    Args:
        root: the project.
        plan: the site as the content says.
        today: the day of the submission sheets.
        changed: paths that were uploaded just now.
    """
    site = plan.context.content.site.value
    files = Build.of(root).files
    if site.site_url is None or not files:
        return None
    published = plan.context.content.published
    return Expected(
        site_url=f"{site.site_url.rstrip('/')}/",
        files=files,
        sheet=tuple(_sheet(root, plan, today)),
        moved={move.old: move.new for move in moves(plan)},
        published=frozenset(published.value.addresses if published else ()),
        changed=changed,
    )


def _sheet(root: Path, plan: Plan, today: datetime.date) -> Iterator[str]:
    """Yield the addresses of the submission sheets of all agencies."""
    context = plan.context
    site = context.content.site.value
    terms = Terms(language=site.language, url=site.site_url)
    built = BuiltSite(root=root / BUILD / "site", terms=terms)
    base = f"{(site.site_url or '').rstrip('/')}/"
    for agency in context.agencies:
        year = newest_year(agency)
        if year is not None and year.catalogue is not None:
            assessed = AssessedYear(
                content=context.content, agency=agency, year=year, today=today
            )
            sheet = submission(context, assessed, built, str(site.language))
            yield from (
                row.address.removeprefix(base) for row in sheet.rows if row.address
            )


def see(expected: Expected, pauses: Sequence[float] | None = None) -> Proof:
    """Prove what is expected; without `pauses` with the patience that fits."""
    usual = SETTLING if expected.changed else PAUSES
    return prove(
        expected,
        fetcher(expected.site_url),
        certificate_end(expected.site_url),
        usual if pauses is None else pauses,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a site on the web came from.

    Attributes:
        version: what it was made of.
        target: the name of the target, empty where only the address was checked.
        by: the post that published.
        as_built: whether it is what was built here last; not so after an undo.
    """

    version: Version
    target: str
    by: str
    as_built: bool = True


def file_receipt(root: Path, proof: Proof, source: Origin, language: str) -> Receipt:
    """Write the receipt of a proof as JSON and as a page to print."""
    end = proof.certificate
    receipt = Receipt(
        program=__version__,
        when=_unused_time(root),
        target=source.target,
        by=source.by,
        commit=source.version.commit,
        edited=source.version.edited,
        day=source.version.day,
        site_url=proof.site_url,
        build=proof.build,
        certificate=end.astimezone(THAILAND).date() if end else None,
        results=proof.results,
    )
    name = f"{RECEIPTS}/{receipt.name}"
    files = {
        f"{name}.json": as_json(receipt),
        f"{name}.html": as_html(receipt, language, as_built=source.as_built),
    }
    write_all(root, dict(files))
    return receipt


def _unused_time(root: Path) -> datetime.datetime:
    """Return the time, or the next second for which there is no receipt yet."""
    now = datetime.datetime.now(THAILAND).replace(microsecond=0)
    while (root / RECEIPTS / f"{name_at(now)}.json").exists():
        now += datetime.timedelta(seconds=1)
    return now
