"""Where open data is, and how it writes addresses of pages."""

from prongsai.pages.addresses import DATA
from prongsai.pages.context import Context

FOLDER = DATA


def folder(context: Context, agency: str, year: int) -> str:
    """Return `data/<agency>/<fy>/`; in mode agency its part falls away."""
    return context.addresses.data(agency, year)


def anchor(agency: str, year: int) -> str:
    """Return the anchor of a year on the page `data/`."""
    return f"{agency}-{year}"


def absolute(context: Context, address: str) -> str:
    """Return the whole address, or the path from the root where no host is known."""
    url = context.content.site.value.site_url
    return f"{(url or '').rstrip('/')}/{address}"
