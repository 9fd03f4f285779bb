"""A page, a link, a file: what `pages` gives to `site`."""

import datetime
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A title and where it leads; `address` is from the site's root, without `/`."""

    title: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file that the generator makes itself (a QR code, the search index)."""

    address: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site.

    Attributes:
        address: `plalai/2568/o27/`; the home page is the empty string.
        title: plain text, right among the results of any search engine.
        name: the title without the year and the agency.
        view: what the template shows.
        template: the name of its type in `PAGES`, which is that of its template.
        agency: owner of the page, None for pages of the site as a whole.
        crumb: its name in its own breadcrumb, where that is not `name`.
        listed: its name in lists of the year's pages; empty where none lists it.
        wide: whether the text has the whole width, without a table of contents next to
            it.
        data: the link to the open data of what it shows.
        searched: whether the search finds it, as opposed to lists of pages.
        dates: the dates of what it shows.
        anchors: the components on it, each with an address that may be submitted.
        codes: what the search finds it by, in addition to the codes in its text.
        texts: what the search finds it by, in addition to what it says.
        files: what is published with it.
        inputs: files it was made of, for partial builds.
    """

    address: str
    title: str
    name: str
    view: object
    template: str = ""
    agency: AgencyContent | None = None
    year: int = 0
    crumb: str = ""
    listed: str = ""
    crumbs: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()
    before: Link | None = None
    after: Link | None = None
    wide: bool = False
    data: Link | None = None
    searched: bool = True
    dates: tuple[datetime.date, ...] = ()
    anchors: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    files: tuple[MadeFile, ...] = ()
    inputs: tuple[str, ...] = ()

    @property
    def demonstration(self) -> bool:
        """Return whether its agency did not publish this itself."""
        return bool(self.agency and self.agency.agency.value.demonstration)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """An attachment and the address at which it is published."""

    address: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCopy:
    """A page on paper, made earlier by `prongsai pdf`; `size` in bytes."""

    title: str
    file: CopiedFile
    size: int
