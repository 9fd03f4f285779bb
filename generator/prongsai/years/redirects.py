"""Addresses that moved with their items, so that no link that was sent gets lost."""

from collections.abc import Iterator, Mapping

from prongsai.loading.file_kinds import modeline
from prongsai.pages.addresses import Addresses
from prongsai.site.page_types import Plan
from prongsai.site.published import live_addresses
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
    published = plan.context.content.published
    for old in published.value.addresses if published else ():
        page, _, anchor = old.partition("#")
        if not anchor or page not in pages or old in live:
            continue
        new = f"{pages[page]}#{settled.components.get(anchor, anchor)}"
        if new in live:
            yield old, new


def _pages(
    addresses: Addresses, slug: str, year: int, codes: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for old, new in codes.items():
        if old != new:
            yield tuple(f"/{addresses.item(slug, year, one)}" for one in (old, new))  # type: ignore[misc]  # two of two


def with_ways(text: bytes | None, found: dict[str, str]) -> bytes | None:
    """Return `published.yml` with more redirects; those that are there stay."""
    tree = tree_of(text, FILE) if text else {}
    there = tree.get("redirects") or []
    known = {one["old"] for one in there}
    new = [{"old": o, "new": n} for o, n in found.items() if o not in known]
    if not new:
        return text
    if text is None or not tree:
        text = (text or b"") + modeline("published").encode() + b"redirects: []\n"
    if not there:
        return edit(text, [Put(path=("redirects",), value=new)])
    at = len(there)
    return edit(text, [Insert(path=("redirects", at), value=one) for one in new])
