"""Addresses that moved with their items, so that no link that was sent gets lost."""

from collections.abc import Iterator, Mapping

from prongsai.loading.file_kinds import modeline
from prongsai.pages.addresses import Addresses
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import ended_redirects, live_addresses
from prongsai.site.record import redirect_edits
from prongsai.yaml.edits import Insert, Put, edit
from prongsai.years.moving import tree_of
from prongsai.years.settling import Settled

FILE = "content/published.yml"


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
    plan: Plan, text: bytes | None, found: Mapping[str, str], gone: Mapping[str, str]
) -> bytes | None:
    """Return `published.yml` with more redirects and without those that have ended.

    `plan` is that of the site after the move, `text` the file that it has; `gone` are
    new addresses by those that are another item's now. Of two ways from one address
    the later stays.
    """
    tree = tree_of(text, FILE) if text else {}
    there = tree.get("redirects") or []
    known = {one["old"]: at for at, one in enumerate(there)}
    later = {at: gone[way["new"]] for at, way in enumerate(there) if way["new"] in gone}
    later |= {known[old]: new for old, new in found.items() if old in known}
    edits = redirect_edits(plan, later)
    new = [{"old": o, "new": n} for o, n in found.items() if o not in known]
    if not (edits or new):
        return text
    if text is None or not tree:
        text = (text or b"") + modeline("published").encode() + b"redirects: []\n"
    if len(ended_redirects(plan)) == len(there):
        return edit(text, [Put(path=("redirects",), value=new)])
    at = len(there)
    edits += [Insert(path=("redirects", at), value=one) for one in new]
    return edit(text, edits)
