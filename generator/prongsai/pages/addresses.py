"""The public addresses, which are printed and submitted: a contract (design.md)."""

import posixpath
from dataclasses import dataclass

from prongsai.model.site import Mode, Site

DATA = "data/"
"""The page of the open data, and the folder of its files."""


SEARCH = "search/"
"""The page of the search, of the site or in the folder of an agency."""

PROVINCES = "provinces/"
"""The folder of the pages of a hub that list the agencies of one province."""

PICTURES = "pictures/"
"""The folder of an agency's small pictures, which are not addresses to submit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Makes addresses; in mode agency they have no part for the agency."""

    site: Site

    def agency(self, slug: str) -> str:
        """Return the agency's home."""
        return "" if self.site.mode is Mode.AGENCY else f"{slug}/"

    def year(self, slug: str, year: int) -> str:
        """Return the checklist of a fiscal year (พ.ศ.)."""
        return f"{self.agency(slug)}{year}/"

    def item(self, slug: str, year: int, code: str) -> str:
        """Return the page of an OIT item."""
        return f"{self.year(slug, year)}{code.lower()}/"

    def part(self, slug: str, year: int, name: str) -> str:
        """Return `scores/`, `measures/`, `eit/` or `report/<round>/` of a year."""
        return f"{self.year(slug, year)}{name}/"

    def data(self, slug: str, year: int) -> str:
        """Return the folder of a year's open data."""
        return f"{DATA}{self.year(slug, year)}"

    def data_page(self, slug: str) -> str:
        """Return the page of an agency's open data."""
        return f"{DATA}{self.agency(slug)}"

    def file(self, slug: str, year: int, evidence: str, name: str) -> str:
        """Return the address of an attachment: its evidence's id, its own ending."""
        ending = posixpath.splitext(name)[1].lower()
        return f"{self.year(slug, year)}files/{evidence}{ending}"

    def small(self, slug: str, sha256: str, ending: str) -> str:
        """Return the address of a small picture of an agency: by its content."""
        return f"{self.agency(slug)}{PICTURES}{sha256[:16]}.{ending}"


def relative(target: str, page: str) -> str:
    """Return the relative link from `page` to `target`, both from the site's root.

    An anchor stays; a folder keeps its final `/`.
    """
    path, mark, anchor = target.partition("#")
    if path == page:
        return f"#{anchor}" if mark else "./"
    folder, file = path.split("/")[:-1], path.rpartition("/")[2]
    here = page.split("/")[:-1]
    shared = 0
    for one, other in zip(folder, here, strict=False):
        if one != other:
            break
        shared += 1
    up = "../" * (len(here) - shared)
    down = "".join(f"{part}/" for part in folder[shared:])
    return f"{up}{down}{file}" + mark + anchor if up or down or file else "./"
