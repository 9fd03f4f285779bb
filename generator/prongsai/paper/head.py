"""The head of every paper: agency, year, address, signatures."""

from collections.abc import Mapping
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent
from prongsai.model.agency import Agency, AgencyKind
from prongsai.model.measures import Document, Signature
from prongsai.pages.context import Context
from prongsai.paper.official import say
from prongsai.thai.dates import format_long
from prongsai.thai.digits import to_arabic


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The title block, the running header and the line at the foot.

    Attributes:
        notice: says that this is a demonstration or an example; else empty.
        short: the title in the foot of each page.
    """

    title: str
    lines: tuple[str, ...]
    agency: str
    place: str
    notice: str
    short: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """One column of the block of signatures; empty texts become dotted lines."""

    role: str
    post: str
    name: str
    acting_for: str
    date: str


def head(
    context: Context,
    agency: AgencyContent,
    titles: tuple[str, str],
    lines: tuple[str, ...],
    page: str,
) -> Head:
    """Make the head of a paper; `titles` are the long and the short one."""
    record = agency.agency.value
    url = context.content.site.value.site_url
    published = say("published-at", address=url.rstrip("/") + "/" + page) if url else ""
    title, short = titles
    return Head(
        title=title,
        lines=lines,
        agency=record.name,
        place=place(record),
        notice=notice(record),
        short=short,
        published=published,
    )


def place(agency: Agency) -> str:
    """Return the district and province of an agency."""
    parts = []
    if agency.district:
        parts.append(say("district", name=agency.district))
    known = agency.province != say("province-unknown")
    if known and agency.kind is not AgencyKind.PROVINCE:
        parts.append(say("province", name=agency.province))
    return "  ".join(parts)


def notice(agency: Agency) -> str:
    """Return the notice that a paper is a demonstration or an example."""
    if agency.demonstration:
        return say("demonstration", agency=agency.name)
    return say("example") if agency.example else ""


def year_line(year: int, short: str, document: Document | None) -> tuple[str, ...]:
    """Return the short title where the long one does not have the fiscal year."""
    said = document is None or str(year) in to_arabic(document.title)
    return () if said else (short,)


def dated(document: Document | None) -> tuple[str, ...]:
    """Return number and date of a document, as far as it has them."""
    if document is None:
        return ()
    parts = []
    if document.number:
        parts.append(say("number", number=document.number))
    if document.date:
        parts.append(say("dated", date=format_long(document.date)))
    return ("  ".join(parts),) if parts else ()


def signatures(agency: Agency, document: Document | None) -> tuple[SignedBy, ...]:
    """Return the block prepared, reviewed, approved; there are always three.

    A name that the document does not state is that of the executive of the post.
    """
    signed = {
        "prepared": document.prepared_by if document else None,
        "reviewed": document.reviewed_by if document else None,
        "approved": document.approved_by if document else None,
    }
    names = {one.post: one.name or "" for one in agency.executives}
    return tuple(_signed(role, by, names) for role, by in signed.items())


def _signed(role: str, by: Signature | None, names: Mapping[str, str]) -> SignedBy:
    if by is None:
        return SignedBy(role=say(role), post="", name="", acting_for="", date="")
    return SignedBy(
        role=say(role),
        post=by.post,
        name=by.name or names.get(by.post, ""),
        acting_for=say("acting-for", post=by.acting_for) if by.acting_for else "",
        date=format_long(by.date) if by.date else "",
    )
