"""The home page of a site of many agencies, and of more the pages of provinces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.pages.addresses import PROVINCES
from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.context import Context
from prongsai.pages.page import Link, Page
from prongsai.thai.order import in_order
from prongsai.thai.province_names import slug_of_province

MOST = 200
"""Agencies on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province with its number of agencies, and the first page that lists them."""

    name: str
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubView:
    """Agencies by province, district and name, in the order of a dictionary.

    Attributes:
        provinces: the agencies on this page.
        elsewhere: the provinces whose agencies have pages of their own.
        heading: the province that the page is about, empty for the whole hub.
        count: how many agencies there are in it.
        pages: the pages of the same province, where it has several.
    """

    provinces: tuple[tuple[str, tuple[AgencyCard, ...]], ...] = ()
    elsewhere: tuple[Province, ...] = ()
    heading: str = ""
    count: int = 0
    pages: tuple[Link, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of agencies that there are."""
        found = {card.kind for _, cards in self.provinces for card in cards}
        return tuple(kind.value for kind in AgencyKind if kind in found)

    def districts(
        self, cards: Iterable[AgencyCard]
    ) -> Iterator[tuple[str, tuple[AgencyCard, ...]]]:
        """Yield the cards of a province, which are in order, by their district."""
        for district, near in groupby(cards, key=lambda card: card.district):
            yield district, tuple(near)


def by_province(cards: Iterable[AgencyCard]) -> dict[str, tuple[AgencyCard, ...]]:
    """Return the cards of each province in order: by district, then by name."""
    found: dict[str, list[AgencyCard]] = {}
    for card in sorted(cards, key=_order):
        found.setdefault(card.province, []).append(card)
    return {
        province: tuple(found[province]) for province in sorted(found, key=in_order)
    }


def _order(card: AgencyCard) -> tuple[object, ...]:
    return in_order(card.district), in_order(card.name)


def hub_views(cards: Sequence[AgencyCard], most: int) -> Iterator[tuple[str, HubView]]:
    """Yield the address and the view of the home page, and of each province's pages.

    Args:
        cards: one for each agency.
        most: how many cards a page has; where there are no more, there is one page.
    """
    provinces = by_province(cards)
    if len(cards) <= most:
        yield "", HubView(provinces=tuple(provinces.items()), count=len(cards))
        return
    listed = tuple(
        Province(name=name, count=len(own), address=_address(name, 1))
        for name, own in provinces.items()
    )
    yield "", HubView(elsewhere=listed, count=len(cards))
    for name, own in provinces.items():
        yield from _pages(name, own, most)


def _pages(
    province: str, cards: Sequence[AgencyCard], most: int
) -> Iterator[tuple[str, HubView]]:
    numbers = range(1, -(-len(cards) // most) + 1)
    for number in numbers:
        here = tuple(cards[(number - 1) * most : number * most])
        links = (
            Link(
                title=str(one),
                address=_address(province, one),
                current=one == number,
            )
            for one in numbers
        )
        yield (
            _address(province, number),
            HubView(
                provinces=((province, here),),
                heading=province,
                count=len(cards),
                pages=tuple(links) if len(numbers) > 1 else (),
            ),
        )


def _address(province: str, number: int) -> str:
    first = f"{PROVINCES}{slug_of_province(province)}/"
    return first if number == 1 else f"{first}{number}/"


def hub_page(context: Context, cards: Sequence[AgencyCard]) -> Iterator[Page]:
    """Yield the list of agencies, where the site has more than one."""
    site = context.content.site.value
    if site.mode is not Mode.HUB:
        return
    every = Link(title=context.words("all-agencies"), address="")
    for address, view in hub_views(cards, MOST):
        title = view.heading or site.title
        current = next((one.title for one in view.pages if one.current), "1")
        yield Page(
            address=address,
            title=title if current == "1" else f"{title} {current}",
            name=title,
            view=view,
            wide=True,
            searched=not address,
            crumbs=(every,) if address else (),
        )
