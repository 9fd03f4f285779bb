"""Addresses that moved with their items, so that no link that was sent gets lost."""

from collections.abc import Iterator, Mapping

from prongsai.pages.addresses import Addresses
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import ended_redirects, live_addresses
from prongsai.site.record import RecordChange, changed_redirects, record_of_address
from prongsai.years.settling import Settled


def ways(
    plan: Plan, slug: str, year: int, settled: Settled
) -> Iterator[tuple[str, str]]:
    """Yield old and new address of each item and each recorded part that moved.

    `plan` is that of the site after the move. Where another item has the old address
    now, nothing can lead away from it.
    """
    addresses = plan.context.addresses
    live = live_addresses(plan)
    pages = dict(_pages(addresses, slug, year, settled.codes))
    for old, new in pages.items():
        if new in live and old not in live:
            yield old, new
    for old in recorded(plan):
        page, _, anchor = old.partition("#")
        if not anchor or page not in pages or old in live:
            continue
        new = f"{pages[page]}#{settled.components.get(anchor, anchor)}"
        if new in live:
            yield old, new


def given_over(plan: Plan, slug: str, year: int, settled: Settled) -> dict[str, str]:
    """Return the new address by the old one where another item has the old one now."""
    live = live_addresses(plan)
    pages = _pages(plan.context.addresses, slug, year, settled.codes)
    moved = {old: new for old, new in pages if old in live and new in live}
    return {**{one.old: one.new for one in ended_redirects(plan).values()}, **moved}


def recorded(plan: Plan) -> tuple[str, ...]:
    """Return the addresses that were published."""
    published = plan.context.content.published
    return published.value.addresses if published else ()


def _pages(
    addresses: Addresses, slug: str, year: int, codes: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for old, new in codes.items():
        if old != new:
            yield tuple(f"/{addresses.item(slug, year, one)}" for one in (old, new))  # type: ignore[misc]  # two of two


def with_ways(
    plan: Plan,
    texts: Mapping[str, bytes],
    found: Mapping[str, str],
    gone: Mapping[str, str],
) -> dict[str, bytes]:
    """Return the files of the record with more redirects and without those that ended.

    `plan` is that of the site after the move, `texts` are the files that it has; `gone`
    are new addresses by those that are another item's now. Of two ways from one address
    the later stays.
    """
    content = plan.context.content
    there = content.published.value.redirects if content.published else ()
    known = {one.old: at for at, one in enumerate(there)}
    later = {at: gone[way.new] for at, way in enumerate(there) if way.new in gone}
    later |= {known[old]: new for old, new in found.items() if old in known}
    change = RecordChange()
    changed_redirects(plan, change, later)
    for old, new in found.items():
        if old not in known:
            file = record_of_address(content, old)
            change.into(file).redirects.append({"old": old, "new": new})
    return change.applied(content, texts)
