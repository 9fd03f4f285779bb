"""A page, a link, a file: what the layout hands to the renderer."""

from dataclasses import dataclass

from prongsai.loading.content import AgencyContent


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads; `address` is from the site's root, without `/`."""

    title: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchText:
    """What the search finds of a page: codes in canonical spelling, and plain text."""

    codes: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    Attributes:
        address: `plalai/2568/o27/`; the home page is the empty string.
        template: name of a template, without `.md.jinja`.
        title: plain text, right in a list of search results too.
        view: what the template shows.
        agency: whose page, None for pages of the site as a whole.
        wide: gives the page the whole width (long tables).
        data: the way to the open data of what it shows.
        inputs: files it was made of, for anyone who wants to build less.
    """

    address: str
    template: str
    title: str
    view: object
    agency: AgencyContent | None = None
    year: int = 0
    crumbs: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()
    before: Link | None = None
    after: Link | None = None
    wide: bool = False
    data: Link | None = None
    search: SearchText = SearchText()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """An attachment and the address at which it is published."""

    address: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PaperCopy:
    """A page's form on paper, made earlier by `prongsai pdf`; `size` in bytes."""

    title: str
    file: CopiedFile
    size: int


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that the generator makes itself (a QR code, the search index)."""

    address: str
    data: bytes
