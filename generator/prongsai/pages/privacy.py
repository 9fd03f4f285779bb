"""The privacy notice: what the site itself keeps of its readers, which is nothing."""

from collections.abc import Iterator, Sequence

from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.context import Context
from prongsai.pages.page import Page


def privacy_page(context: Context, _: Sequence[AgencyCard]) -> Iterator[Page]:
    """Yield the privacy notice."""
    title = context.words("privacy")
    yield Page(address="privacy/", title=title, name=title, view=None)
