"""Which papers there are. `KINDS` is the registry: one line a kind.

A kind is a generator that yields its papers of one year. Same content, same `data`: its
hash shows whether a PDF made earlier is still right.
"""

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from prongsai.assessment.disclosed import public_items
from prongsai.assessment.report_rounds import measures_year, round_shown, rounds
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.model.catalogue import Item, Role
from prongsai.model.site import Digits, Language
from prongsai.pages.checklist import view_checklist
from prongsai.pages.context import Context
from prongsai.pages.measures import MeasuresView, view_measures
from prongsai.pages.survey import qr_files, view_survey
from prongsai.pages.words import Words
from prongsai.paper.agency_look import colour, seal, seal_hash
from prongsai.paper.checklist import checklist_section
from prongsai.paper.head import Head, dated, head, signatures, year_line
from prongsai.paper.measures import Form, document_of, sections
from prongsai.paper.official import all_official, say
from prongsai.paper.poster import Poster, poster
from prongsai.paper.report import report_section, round_line
from prongsai.thai.dates import format_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper before it is set.

    Attributes:
        name: name of the file in its agency's year, without its ending.
        pages: addresses of the pages that offer it.
        template: name of the `.typ` file.
        data: what it says, as JSON.
        qr: an SVG, for posters.
        seal: the seal of the agency as an SVG, empty before its picture is made.
        sealed: the hash of the seal's file, empty where there is none.
        ending: `pdf`, or `png` for a picture to send.
    """

    agency: str
    year: int
    kind: str
    name: str
    title: str
    pages: tuple[str, ...]
    template: str
    data: str
    date: datetime.date | None = None
    qr: str = ""
    seal: str = ""
    sealed: str = ""
    ending: str = "pdf"

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.name}.{self.ending}"

    @property
    def path(self) -> str:
        """Where its file is below `build/paper`."""
        return f"{self.agency}/{self.year}/{self.file}"

    @property
    def made_of(self) -> str:
        """Hash over everything that the paper says."""
        parts = (self.template, self.data, str(self.date), self.qr, self.sealed)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


WORDS = ("page", "of-pages", "signed", "on-day", "row", "post")
"""Keys of the words that the templates need."""

SQUARE = "square"
"""The size of a poster, and its template, that is a picture."""

Owner = tuple[Context, AgencyContent, Year]


def papers(content: Content) -> Iterator[Paper]:
    """Yield every paper of the content, agency by agency."""
    context = dataclasses.replace(
        Context.of(content), words=Words(language=Language.THAI, digits=Digits.ARABIC)
    )
    for agency in context.agencies:
        for year in agency.years:
            if year.catalogue is not None:
                for make in KINDS.values():
                    yield from make((context, agency, year))


def _measures(owner: Owner) -> Iterator[Paper]:
    context, agency, year = owner
    loaded = year.measures
    if loaded is None or not (loaded.value.measures or loaded.value.analysis):
        return
    view = view_measures(context, agency, year)
    document = document_of(view)
    title = say("measures-title", year=year.fiscal_year)
    short = say("measures-short", year=year.fiscal_year)
    top = head(
        context,
        agency,
        (
            document.title if document else title,
            say("measures-short", year=year.fiscal_year),
        ),
        (*year_line(year.fiscal_year, short, document), *dated(document)),
        context.addresses.part(agency.slug, year.fiscal_year, "measures"),
    )
    form = Form(
        head=top,
        sections=tuple(sections(context, agency, view)),
        closing=_closing(top, view),
        signatures=signatures(agency.agency.value, document),
        cover=True,
    )
    yield _paper(
        owner,
        ("measures", "measures", short),
        _pages(owner, Role.MEASURES, "measures"),
        ("form", form),
        date=document.date if document else None,
    )


def _reports(owner: Owner) -> Iterator[Paper]:
    context, agency, year = owner
    if year.measures is None:
        return
    for name in rounds(year.measures.value):
        view = view_measures(context, agency, year, name)
        document = document_of(view)
        title = say("report-title", year=year.fiscal_year)
        short = say("report-short", year=year.fiscal_year, round=say(f"Round.{name}"))
        top = head(
            context,
            agency,
            (document.title if document else title, short),
            (
                *year_line(year.fiscal_year, short, document),
                *round_line(name, document),
                *dated(document),
            ),
            context.addresses.part(agency.slug, year.fiscal_year, f"report/{name}"),
        )
        form = Form(
            head=top,
            sections=(report_section(view),),
            closing=_closing(top, view),
            signatures=signatures(agency.agency.value, document),
            cover=False,
        )
        yield _paper(
            owner,
            ("report", f"report-{name}", short),
            _pages(owner, Role.REPORT, f"report/{name}"),
            ("form", form),
            date=document.date if document else None,
        )


def _closing(top: Head, view: MeasuresView) -> str:
    count = len(view.measures.measures)
    return say("closing", paper=top.short, agency=top.agency, count=count)


def _pages(owner: Owner, role: Role, part: str) -> tuple[str, ...]:
    """Return the page of a paper, and of every item that shows the same."""
    context, agency, year = owner
    found = [context.addresses.part(agency.slug, year.fiscal_year, part)]
    for other in agency.years:
        for item in public_items(agency, other):
            if item.role is not role or measures_year(agency, other, item) is not year:
                continue
            if role is Role.REPORT and part != f"report/{_round(year, item)}":
                continue
            found.append(
                context.addresses.item(agency.slug, other.fiscal_year, item.code)
            )
    return tuple(found)


def _round(year: Year, item: Item) -> str:
    return round_shown(year.measures.value, item) if year.measures else ""


def _checklists(owner: Owner) -> Iterator[Paper]:
    context, agency, year = owner
    view = view_checklist(context, agency, year)
    if not view.groups or year.catalogue is None:
        return
    page = context.addresses.year(agency.slug, year.fiscal_year)
    short = say("checklist-short", year=year.fiscal_year)
    form = Form(
        head=head(
            context,
            agency,
            (say("checklist-title", year=year.fiscal_year), short),
            (say("catalogue-revision", date=format_long(year.catalogue.revision)),),
            page,
        ),
        sections=(checklist_section(view, context.content.site.value.site_url),),
        closing="",
        signatures=(),
        cover=False,
    )
    yield _paper(owner, ("checklist", "checklist", short), (page,), ("form", form))


def _posters(owner: Owner, size: str) -> Iterator[Paper]:
    context, agency, year = owner
    view = view_survey(context, agency, year)
    if view is None:
        return
    short = say(f"poster-{size}")
    top = head(context, agency, (say("poster-title"), short), (), view.page)
    yield _paper(
        owner,
        (f"poster-{size}", f"poster-{size}", short),
        (view.page,),
        (SQUARE if size == SQUARE else "poster", poster(view, top, size)),
        qr=qr_files(view)[0].data.decode(),
    )


def _paper(
    owner: Owner,
    names: tuple[str, str, str],
    pages: tuple[str, ...],
    content: tuple[str, Form | Poster],
    *,
    date: datetime.date | None = None,
    qr: str = "",
) -> Paper:
    """Make a paper; `names` are its kind, its file's name and its title."""
    _, agency, year = owner
    kind, name, title = names
    template, form = content
    fixed = {key: say(key) for key in WORDS}
    said = {"words": fixed, **dataclasses.asdict(form)}
    look = {"colour": colour(agency)}
    shown = {key: all_official(value) for key, value in said.items()} | look
    return Paper(
        agency=agency.slug,
        year=year.fiscal_year,
        kind=kind,
        name=name,
        title=title,
        pages=pages,
        template=template,
        data=json.dumps(shown, ensure_ascii=False, sort_keys=True),
        date=date,
        qr=qr,
        seal=seal(agency),
        sealed=seal_hash(agency),
        ending="png" if template == SQUARE else "pdf",
    )


KINDS: Mapping[str, Callable[[Owner], Iterator[Paper]]] = {
    "measures": _measures,
    "report": _reports,
    "checklist": _checklists,
    "poster-a4": partial(_posters, size="a4"),
    "poster-a5": partial(_posters, size="a5"),
    "poster-square": partial(_posters, size=SQUARE),
}
