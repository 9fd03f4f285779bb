"""No address that was ever published vanishes.

What: every address and component anchor in `content/published.yml`, in a hub also in
`content/published/<agency>.yml` (written by `prongsai publish --record`), is in the
site that would be built, or `redirects` names its successor; each successor is there;
no redirect leads in a circle, or from a file to something that is not a file of the
same kind. Where a page is at the address of a redirect, the page is shown.

Why: addresses are typed into the assessor's system and printed on paper; opened weeks
later, they must not give an error page.

Whose rule: project; the assessor opens what was entered.

Passing example:

    # content/published.yml
    addresses:
      - /banrai/2567/o34/
    redirects:
      - old: /banrai/2567/o34/
        new: /ban-rai/2567/o34/

Failing example:

    # content/published.yml
    addresses:
      - /banrai/2567/o34/
"""

import posixpath
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import chain

from prongsai.assessment.disclosed import disclosure_of, public_items
from prongsai.findings import PROJECT, Finding, counted
from prongsai.loading.content import Loaded
from prongsai.model.leaves import repeated
from prongsai.model.site import Published, Redirect
from prongsai.pages.context import Context
from prongsai.site.page_types import Plan

CODES = (
    "address-form",
    "address-lost",
    "anchor-lost",
    "redirect-loop",
    "redirect-of-file",
    "redirect-shadows-page",
    "redirect-target-missing",
    "redirect-twice",
)

_FORM = re.compile(
    r"/(?:[a-z0-9][a-z0-9._-]*/)*(?:[a-z0-9][a-z0-9._-]*)?(?:#[a-z0-9-]+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A redirect that works: both addresses begin with `/`; `new` is live."""

    old: str
    new: str

    @property
    def page(self) -> str:
        """Return the old address without its anchor."""
        return self.old.partition("#")[0]

    @property
    def paths(self) -> tuple[str, str]:
        """Return both addresses from the site's root."""
        return self.old.lstrip("/"), self.new.lstrip("/")


def live_addresses(plan: Plan) -> frozenset[str]:
    """Return the addresses of a site: pages, component anchors, attachments.

    Papers are left out: one that is out of date is withdrawn on purpose.
    """
    found = set()
    for page in plan.pages:
        found.add(f"/{page.address}")
        found |= {f"/{page.address}#{anchor}" for anchor in page.anchors}
    files = {f"/{copy.address}" for copy in plan.copies}
    return frozenset(found | {file for file in files if "/paper/" not in file})


def provisional_addresses(plan: Plan) -> frozenset[str]:
    """Return the live addresses that depend on a draft: items, their parts and files.

    They can change when the year's own list comes, so they are not final yet.
    """
    drafts = frozenset(f"/{address}" for address in _drafts(plan.context))
    return frozenset(
        one for one in live_addresses(plan) if one.partition("#")[0] in drafts
    )


def _drafts(context: Context) -> Iterator[str]:
    for agency in context.agencies:
        for year in agency.years:
            for item in public_items(agency, year):
                if item.provisional:
                    yield context.addresses.item(
                        agency.slug, year.fiscal_year, item.code
                    )
                    shown = disclosure_of(year, item.code)
                    for evidence in shown.evidence if shown else ():
                        yield context.evidence(agency, year, evidence).address


def moves(plan: Plan) -> Iterator[Move]:
    """Yield the redirects that lead to something live, in the order of the file."""
    return moves_to(plan.context.content.published, live_addresses(plan))


def moves_to(
    published: Loaded[Published] | None, live: Container[str]
) -> Iterator[Move]:
    """Do the same where the live addresses are known."""
    if published is None:
        return
    ways = _ways(published.value)
    for old in ways:
        end = _end(old, ways, live)
        if end is not None and end in live and old not in live:
            yield Move(old=old, new=end)


def ended_redirects(plan: Plan) -> dict[int, Redirect]:
    """Return by place the redirects at the address of a page, which is shown instead.

    Each has the address where it led in the end.
    """
    published = plan.context.content.published
    if published is None:
        return {}
    live, ways = live_addresses(plan), _ways(published.value)
    return {
        index: Redirect(old=one.old, new=_end(one.old, ways, live) or one.new)
        for index, one in enumerate(published.value.redirects)
        if one.old in live
    }


def led_on(plan: Plan) -> dict[int, str]:
    """Return by place where redirects lead whose next step has ended."""
    published = plan.context.content.published
    if published is None:
        return {}
    live, ways = live_addresses(plan), _ways(published.value)
    return {
        index: _end(one.new, ways, live) or one.new
        for index, one in enumerate(published.value.redirects)
        if one.old not in live and _step(one.new, ways) in live
    }


def check_published(
    published: Loaded[Published] | None, live: Container[str]
) -> tuple[Finding, ...]:
    """Compare what was published before with the live addresses of a site.

    The first of each kind come back, and how many more there are.
    """
    if published is None:
        return ()
    every = (
        _form(published),
        _redirects(published, live),
        _lost(published, live),
    )
    return counted(chain.from_iterable(every))


def _ways(published: Published) -> dict[str, str]:
    return {redirect.old: redirect.new for redirect in published.redirects}


def _end(address: str, ways: dict[str, str], live: Container[str]) -> str | None:
    """Follow redirects to the end, or in a circle to the page in it; None without one.

    An anchor without a redirect of its own follows its page.
    """
    seen: list[str] = []
    while (step := _step(address, ways)) is not None:
        if step in seen:
            return next((one for one in seen[seen.index(step) :] if one in live), None)
        seen.append(step)
        address = ways[step]
    return address


def _step(address: str, ways: dict[str, str]) -> str | None:
    """Return the address whose redirect an address follows."""
    return next((at for at in (address, address.partition("#")[0]) if at in ways), None)


def _error(
    published: Loaded[Published], code: str, path: tuple[str | int, ...], address: str
) -> Finding:
    page, _, anchor = address.partition("#")
    return published.finding(
        code,
        path,
        address,
        PROJECT,
        address=address,
        page=page,
        anchor=anchor,
        file=published.at(*path).path,
    )


def _form(published: Loaded[Published]) -> Iterator[Finding]:
    for index, address in enumerate(published.value.addresses):
        if not _FORM.fullmatch(address):
            yield _error(published, "address-form", ("addresses", index), address)
    for index, redirect in enumerate(published.value.redirects):
        for field, address in (("old", redirect.old), ("new", redirect.new)):
            if not _FORM.fullmatch(address):
                path = ("redirects", index, field)
                yield _error(published, "address-form", path, address)


def _redirects(published: Loaded[Published], live: Container[str]) -> Iterator[Finding]:
    redirects, ways = published.value.redirects, _ways(published.value)
    for index, old in repeated(redirect.old for redirect in redirects):
        yield _error(published, "redirect-twice", ("redirects", index, "old"), old)
    for index, redirect in enumerate(redirects):
        here = ("redirects", index)
        end = _end(redirect.old, ways, live)
        if redirect.old in live:
            facts = {"address": redirect.old, "new": end or redirect.new}
            yield published.finding(
                "redirect-shadows-page",
                (*here, "old"),
                redirect.old,
                PROJECT,
                **facts,
            )
        elif end is None:
            yield _error(published, "redirect-loop", (*here, "new"), redirect.old)
        elif end not in live:
            yield _error(
                published, "redirect-target-missing", (*here, "new"), redirect.new
            )
        elif _ending(redirect.old) and _ending(redirect.old) != _ending(end):
            yield _error(published, "redirect-of-file", (*here, "old"), redirect.old)


def _ending(address: str) -> str:
    """Return the ending of a file's address, empty for a page."""
    return posixpath.splitext(address.partition("#")[0])[1]


def _lost(published: Loaded[Published], live: Container[str]) -> Iterator[Finding]:
    ways = _ways(published.value)
    for index, address in enumerate(published.value.addresses):
        page, _, anchor = address.partition("#")
        if address in live or address in ways or page in ways:
            continue
        # One lost page is one finding, whatever anchors it had.
        if anchor and page not in live and page in published.value.addresses:
            continue
        code = "anchor-lost" if anchor and page in live else "address-lost"
        yield _error(published, code, ("addresses", index), address)
