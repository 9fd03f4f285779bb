"""An item's page at the desk: what is asked, what is there, what is wrong with it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.confirmation import confirmation_hash
from prongsai.assessment.disclosed import disclosure_of
from prongsai.assessment.states import ComponentState, ItemState, State, year_states
from prongsai.desk.beside import ITEM, Remark, remarks
from prongsai.desk.board import Stage, stage_of
from prongsai.desk.earlier_documents import Earlier, earlier, year_before
from prongsai.desk.state import NotThereError
from prongsai.findings import Finding
from prongsai.internal.open_ends import OpenEnds, TodoWords
from prongsai.model.catalogue import Item
from prongsai.model.disclosures import (
    ComponentDisclosure,
    Confirmed,
    Disclosure,
    Evidence,
)
from prongsai.reports.words import whose_rule
from prongsai.storage.content_folder import Attachment
from prongsai.storage.content_walk import CONTENT
from prongsai.thai.dates import format_iso, format_short


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One thing that the item asks, with what the agency has for it.

    `of` is the hash of what the page shows of it; a confirmation names that hash.
    """

    id: str
    text: str
    rule: str
    state: State
    words: str
    cited: tuple[str, ...]
    of: str
    own: bool
    confirmed: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document of the item. `missing` tells that its file is not there."""

    id: str
    title: str
    file: str
    url: str
    date: str
    year: str
    description: str
    size: int
    pages: int | None
    missing: bool
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """Everything that an item's page at the desk shows."""

    item: Item
    stage: Stage
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    unused: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    year_before: int
    explanation: str
    updated: str
    owner: str
    due: str
    public: bool
    open_ends: tuple[str, ...]
    remarks: tuple[Remark, ...]
    units: tuple[tuple[str, str], ...]
    posts: tuple[str, ...]
    before: str
    after: str


def item_page(
    assessed: AssessedYear, findings: tuple[Finding, ...], code: str, language: str
) -> ItemPage:
    """Gather what the page of an item shows.

    Raises:
        NotThereError: the year has no such item.
    """
    states = year_states(assessed).items
    codes = [one.item.code for one in states]
    if code not in codes:
        raise NotThereError
    at = codes.index(code)
    state, disclosure = states[at], disclosure_of(assessed.year, code)
    wrong = remarks(assessed, findings, code, language)
    agency, before = assessed.agency.agency.value, year_before(assessed)
    return ItemPage(
        item=state.item,
        stage=Stage.UNKNOWN
        if "disclosures" in assessed.year.broken
        else stage_of(state, disclosure),
        answers=tuple(_answers(assessed, state, disclosure, wrong, language)),
        papers=tuple(_papers(assessed, disclosure, wrong)),
        unused=tuple(_unused(assessed)),
        earlier=earlier(assessed, code),
        year_before=before.fiscal_year if before else 0,
        explanation=(disclosure.explanation if disclosure else "") or "",
        updated=day(disclosure.updated if disclosure else None),
        owner=(disclosure.owner if disclosure else "") or "",
        due=day(disclosure.due if disclosure else None),
        public=disclosure.public if disclosure else True,
        open_ends=_open_ends(assessed, state, disclosure, language),
        remarks=wrong.get(ITEM, ()),
        units=tuple((one.id, one.name) for one in agency.units),
        posts=tuple(one.post for one in agency.executives),
        before=codes[at - 1] if at else "",
        after=codes[at + 1] if at + 1 < len(codes) else "",
    )


def day(date: datetime.date | None) -> str:
    """Return a day as people type it: `31/3/2569`."""
    if date is None:
        return ""
    year, month, number = format_iso(date).split("-")
    return f"{int(number)}/{int(month)}/{year}"


def _answers(
    assessed: AssessedYear,
    state: ItemState,
    disclosure: Disclosure | None,
    wrong: Mapping[str, tuple[Remark, ...]],
    language: str,
) -> Iterator[Answer]:
    given = {one.id: one for one in (disclosure.components if disclosure else ())}
    for one in state.components:
        answer = given.get(one.component.id)
        rule = rule_of(assessed.rules, one.component) if assessed.rules else None
        yield Answer(
            id=one.component.id,
            text=one.component.text,
            rule=whose_rule(rule, language) if rule else "",
            state=one.state,
            words=(answer.text if answer else "") or "",
            cited=answer.evidence if answer else (),
            of=_seen(assessed, disclosure, answer),
            own=_by_itself(one, answer),
            confirmed=_confirmed(one, answer, disclosure, language),
            remarks=wrong.get(one.component.id, ()),
        )


def _seen(
    assessed: AssessedYear,
    disclosure: Disclosure | None,
    answer: ComponentDisclosure | None,
) -> str:
    if disclosure is None or answer is None:
        return ""
    return confirmation_hash(disclosure, answer, assessed.year.attachments)


def _by_itself(state: ComponentState, answer: ComponentDisclosure | None) -> bool:
    """Return whether the program found it in the agency's own data."""
    return state.state is State.FOUND and answer is None


def _confirmed(
    state: ComponentState,
    answer: ComponentDisclosure | None,
    disclosure: Disclosure | None,
    language: str,
) -> str:
    """Return who looked, and when, as far as it still holds."""
    if state.state is not State.CONFIRMED:
        return ""
    own = answer.confirmed if answer else None
    seen = own or (disclosure.confirmed if disclosure else None)
    return _who(seen, language) if seen else ""


def _who(seen: Confirmed, language: str) -> str:
    on = format_short(seen.on) if language == "th" else format_iso(seen.on)
    return f"{seen.by} {on}"


def _papers(
    assessed: AssessedYear,
    disclosure: Disclosure | None,
    wrong: Mapping[str, tuple[Remark, ...]],
) -> Iterator[Paper]:
    for one in disclosure.evidence if disclosure else ():
        file = attachment_of(assessed, one)
        yield Paper(
            id=one.id,
            title=one.title,
            file=one.file or "",
            url=one.url or "",
            date=day(one.date),
            year=str(one.year or ""),
            description=one.description or "",
            size=file.size if file else 0,
            pages=file.facts.pages if file and file.facts else None,
            missing=bool(one.file) and file is None,
            remarks=wrong.get(one.id, ()),
        )


def attachment_of(assessed: AssessedYear, evidence: Evidence) -> Attachment | None:
    """Return the file of a document."""
    return assessed.year.attachments.get(evidence.file or "")


def _unused(assessed: AssessedYear) -> Iterator[str]:
    """Yield the files of the year that no item names."""
    file = assessed.year.disclosures
    items = file.value.items if file else ()
    used = {one.file for item in items for one in item.evidence}
    own = files_folder(assessed)
    for name, one in assessed.year.attachments.items():
        if one.path.startswith(own) and name not in used:
            yield name


def files_folder(assessed: AssessedYear) -> str:
    """Return the folder of the year's files, from the project's root, with `/`."""
    year = f"{assessed.agency.slug}/{assessed.year.fiscal_year}"
    return f"{CONTENT}/agencies/{year}/files/"


def _open_ends(
    assessed: AssessedYear,
    state: ItemState,
    disclosure: Disclosure | None,
    language: str,
) -> tuple[str, ...]:
    say = TodoWords(language=language, today=assessed.today)
    ends = OpenEnds(say=say, state=state, disclosure=disclosure, warnings=())
    found = ends.task()
    return found[1].lines if found else ()
