"""The accessibility statement: what was done, and where to report problems."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.pages.context import Context
from prongsai.pages.page import Link, Page

MAX_HOMES = 20
"""More agencies are found on the hub, not listed on the accessibility page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityView:
    """Whom to tell: the contacts of the agencies, where they are few."""

    agencies: tuple[Link, ...]


def accessibility_page(context: Context) -> Iterator[Page]:
    """Yield the accessibility statement."""
    title = context.words("accessibility")
    homes = (
        Link(
            title=agency.agency.value.name,
            address=f"{context.addresses.agency(agency.slug)}#contact",
        )
        for agency in context.agencies[:MAX_HOMES]
        if agency.agency.value.contacts or agency.agency.value.website
    )
    view = AccessibilityView(agencies=tuple(homes))
    yield Page(address="accessibility/", title=title, name=title, view=view)
