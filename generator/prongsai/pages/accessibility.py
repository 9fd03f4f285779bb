"""The accessibility statement: what was done, and where to report problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.context import Context
from prongsai.pages.page import Link, Page

MAX_HOMES = 20
"""More agencies are found on the hub, not listed on the accessibility page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityView:
    """Whom to tell: the contacts of the agencies, where they are few."""

    agencies: tuple[Link, ...]


def accessibility_page(context: Context, cards: Sequence[AgencyCard]) -> Iterator[Page]:
    """Yield the accessibility statement."""
    title = context.words("accessibility")
    homes = (
        Link(
            title=card.name,
            address=f"{card.address}#contact",
        )
        for card in cards[:MAX_HOMES]
        if card.contacts or card.website
    )
    view = AccessibilityView(agencies=tuple(homes))
    yield Page(address="accessibility/", title=title, name=title, view=view)
