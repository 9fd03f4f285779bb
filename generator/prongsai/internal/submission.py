"""The submission sheet: what is typed into the assessor's system, item by item.

Every address is compared with the built site: the page and its anchors are there, and
the click path leads from the home page to it. What is not proved so is marked.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.disclosed import disclosure_of
from prongsai.assessment.readings import readings
from prongsai.assessment.states import ComponentState, ItemState, year_states
from prongsai.internal.live_proof import LiveProof, of_page, of_site
from prongsai.internal.reminders import Reminder, reminders
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Item
from prongsai.model.disclosures import Disclosure
from prongsai.model.site import Mode
from prongsai.pages.context import Context
from prongsai.site.verify.site import BuiltSite
from prongsai.thai.dates import format_long


class Proof(StrEnum):
    """What the built site says of a row; those that begin with `LOST` are wrong."""

    PROVEN = "proven"
    NO_PAGE = "no-page"
    PROVISIONAL = "provisional"
    LOST_PAGE = "lost-page"
    LOST_ANCHOR = "lost-anchor"
    LOST_WAY = "lost-way"

    @property
    def wrong(self) -> bool:
        """Return whether the row must not be sent as it is."""
        return self in {Proof.LOST_PAGE, Proof.LOST_ANCHOR, Proof.LOST_WAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A component on its page; without an address it is not shown there."""

    id: str
    text: str
    state: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow:
    """One item of the sheet; `address` is absolute, empty where there is no page."""

    code: str
    title: str
    address: str
    click_path: str
    explanation: str
    state: str
    anchors: tuple[Anchor, ...]
    elsewhere: tuple[tuple[str, str], ...]
    proof: Proof
    lost: tuple[str, ...]
    live: str = ""
    """What the public sees of it, in words; empty without a page."""

    def proof_text(self, language: str) -> str:
        """Return the proof in words: in the built site, then on the live one."""
        anchors = " ".join(f"#{name}" for name in self.lost)
        key = f"proof-{self.proof}"
        built = messages.text("internal", key, language, anchors=anchors)
        whole = self.live and not self.proof.wrong
        return f"{built} · {self.live}" if whole else built


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All items of an agency's year in official order."""

    agency: str
    slug: str
    year: int
    language: str
    rows: tuple[SubmissionRow, ...]
    covered: tuple[int, int, int]
    """How many items are complete, incomplete, unknown."""
    readings: tuple[str, ...] = ()
    """Whose comparison with the manual known lists rest on, in words."""
    draft: int = 0
    """The year whose list is used where this year has none of its own, else 0."""
    live: str = ""
    """What is proven of the live site, in words."""
    reminders: tuple[Reminder, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many rows there are, and of each kind of proof."""
        return {
            "items": len(self.rows),
            "proven": sum(row.proof is Proof.PROVEN for row in self.rows),
            "none": sum(not row.address for row in self.rows),
            "unproven": sum(row.proof.wrong for row in self.rows),
        }


def submission(
    context: Context,
    assessed: AssessedYear,
    site: BuiltSite,
    language: str,
    live: LiveProof | None = None,
) -> Sheet:
    """Make the sheet of the assessed agency and year from content and built site."""
    states = year_states(assessed)
    rows = _Rows(
        context=context,
        agency=assessed.agency,
        year=assessed.year,
        site=site,
        language=language,
        live=live,
    )
    return Sheet(
        agency=assessed.agency.agency.value.name,
        slug=assessed.agency.slug,
        year=assessed.year.fiscal_year,
        language=language,
        rows=tuple(rows.row(state) for state in states.items),
        covered=states.counts,
        readings=tuple(one.words(language) for one in readings(states)),
        draft=assessed.rules.list_year
        if assessed.rules and assessed.rules.provisional
        else 0,
        live=of_site(live, language),
        reminders=reminders(assessed.rules, assessed.today, language),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    context: Context
    agency: AgencyContent
    year: Year
    site: BuiltSite
    language: str
    live: LiveProof | None

    def row(self, state: ItemState) -> SubmissionRow:
        item = state.item
        disclosure = disclosure_of(self.year, item.code)
        shown = state.shown and not item.provisional
        number, slug = self.year.fiscal_year, self.agency.slug
        page = self.context.addresses.item(slug, number, item.code)
        anchors = tuple(self._anchors(state, page)) if shown else ()
        none = Proof.PROVISIONAL if item.provisional else Proof.NO_PAGE
        proof, lost = self._proof(page, anchors) if shown else (none, ())
        return SubmissionRow(
            code=item.code,
            title=item.title,
            address=self._absolute(page) if shown else "",
            click_path=self._click_path(item) if shown else "",
            explanation=self._explanation(item, disclosure) if shown else "",
            state=self._say(f"item-{state.completeness}"),
            anchors=anchors,
            elsewhere=tuple(_elsewhere(disclosure)) if shown else (),
            proof=proof,
            lost=lost,
            live=self._live(page) if shown else "",
        )

    def _live(self, address: str) -> str:
        built = self.site.pages.get(f"{address}index.html")
        digest = hashlib.sha256(built.data).hexdigest() if built else ""
        return of_page(self.live, address, digest, self.language)

    def _say(self, key: str, **facts: object) -> str:
        return messages.text("internal", key, self.language, **facts)

    def _absolute(self, address: str) -> str:
        url = self.context.content.site.value.site_url or ""
        return f"{url.rstrip('/')}/{address}"

    def _click_path(self, item: Item) -> str:
        hub = self.context.content.site.value.mode is Mode.HUB
        steps = [self._say("home")]
        steps += [self.agency.agency.value.name] if hub else []
        steps += [self._say("fiscal-year", year=self.year.fiscal_year)]
        return " › ".join([*steps, f"{item.code} {item.title}"])

    def _explanation(self, item: Item, disclosure: Disclosure | None) -> str:
        if disclosure is not None and disclosure.explanation:
            return disclosure.explanation
        if disclosure is not None and disclosure.updated:
            date = format_long(disclosure.updated)
            return self._say("made-explanation", title=item.title, date=date)
        return item.title

    def _anchors(self, state: ItemState, page: str) -> Iterator[Anchor]:
        """Yield the components; an address where the content puts them on the page."""
        built = self.site.pages.get(f"{page}index.html")
        ids = frozenset(built.ids if built else ())
        for one in state.components:
            name = one.component.id
            expected = self._answered(state.item.code, one) or name in ids
            yield Anchor(
                id=name,
                text=one.component.text,
                state=self._say(f"state-{one.state}"),
                address=self._absolute(f"{page}#{name}") if expected else "",
            )

    def _answered(self, code: str, state: ComponentState) -> bool:
        disclosure = disclosure_of(self.year, code)
        answers = disclosure.components if disclosure else ()
        return any(answer.id == state.component.id for answer in answers)

    def _proof(
        self, address: str, anchors: tuple[Anchor, ...]
    ) -> tuple[Proof, tuple[str, ...]]:
        page = self.site.pages.get(f"{address}index.html")
        if page is None:
            return Proof.LOST_PAGE, ()
        lost = tuple(a.id for a in anchors if a.address and a.id not in page.ids)
        if lost:
            return Proof.LOST_ANCHOR, lost
        return (Proof.PROVEN if self._leads(address) else Proof.LOST_WAY), ()

    def _leads(self, address: str) -> bool:
        """Return whether the click path works: home, agency, year, item."""
        slug, number = self.agency.slug, self.year.fiscal_year
        addresses = self.context.addresses
        steps = ["", addresses.agency(slug), addresses.year(slug, number), address]
        files = [f"{step}index.html" for step in dict.fromkeys(steps)]
        return all(
            any(way.file == after for way in self.site.ways.get(before, ()))
            for before, after in pairwise(files)
        )


def _elsewhere(disclosure: Disclosure | None) -> Iterator[tuple[str, str]]:
    for evidence in disclosure.evidence if disclosure else ():
        if evidence.url:
            yield evidence.title, evidence.url


def columns(language: str) -> tuple[str, ...]:
    """Return the headings of the sheet's columns."""
    say = partial(messages.text, "internal")
    keys = ("code", "title", "address", "click-path", "explanation", "components")
    more = ("elsewhere", "state", "proof")
    return tuple(say(key, language) for key in (*keys, *more))


def cells(row: SubmissionRow, language: str) -> tuple[str, ...]:
    """Return the texts of a row, one a column; lists have a line each."""
    return (
        row.code,
        row.title,
        row.address,
        row.click_path,
        row.explanation,
        "\n".join(f"{a.address} {a.text}" for a in row.anchors if a.address),
        "\n".join(f"{title} {url}" for title, url in row.elsewhere),
        row.state,
        row.proof_text(language),
    )
