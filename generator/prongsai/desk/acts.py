"""What each form of an item's page does: from what was sent to an act on the item."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.changes import (
    Act,
    adds,
    cites,
    fields,
    in_list,
    removes,
    together,
)
from prongsai.desk.documents import address, documents, new_id, place, refused
from prongsai.desk.earlier_documents import used_again
from prongsai.desk.folder import Received
from prongsai.desk.forms import Form
from prongsai.desk.item_page import files_folder
from prongsai.thai.dates import day_as_typed, parse_date
from prongsai.thai.digits import to_arabic

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/|$)", re.IGNORECASE)
"""An address as people copy it, without what comes before the name of the server."""


class BadValueError(Exception):
    """What was typed cannot be used. `key` is a text of `desk.yml`, with its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        """Keep the key of the text that says why."""
        super().__init__(key)
        self.key, self.facts = key, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What becomes of the item, the files it needs, and the step in words.

    `said` names a text of `desk.yml` about what happened in addition.
    """

    act: Act
    what: str
    files: Mapping[str, Received]
    said: tuple[str, ...] = ()


Make = Callable[[AssessedYear, str, Form], Done]


def _words(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Set the explanation, the day of the data, owner, due day and visibility."""
    del assessed, code
    typed = {name: form.one(name) for name in ("explanation", "owner", "visibility")}
    typed |= {name: day_of(form.one(name)) for name in ("updated", "due")}
    return _plain(_sent(typed, form), form, "step-words")


def _component(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Set what is said of a component, and the documents that it cites."""
    del assessed, code
    typed = _sent({"text": form.one("text")}, form)
    cited = cites(form.all("cited"), form.all("offered"))
    act = in_list(
        "components", form.one("id"), together(fields(typed, _was(form, typed)), cited)
    )
    return Done(act=act, what="step-component", files={})


def _document(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Set what is said of a document."""
    del assessed, code
    if "title" in form.fields and not form.one("title"):
        raise BadValueError("title-empty")
    typed = {name: form.one(name) for name in ("title", "description")}
    typed |= {"date": day_of(form.one("date")), "year": _year(form.one("year"))}
    sent = _sent(typed, form)
    act = in_list("evidence", form.one("id"), fields(sent, _was(form, sent)))
    return Done(act=act, what="step-document", files={})


def _remove(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Take a document off the item; its file stays in the folder."""
    del assessed, code
    return Done(act=removes(form.one("id")), what="step-removed", files={})


def _drop(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Take files that were dropped, and let the component cite them."""
    wrong = [one.name for one in form.files if refused(one.name)]
    taken = [one for one in form.files if not refused(one.name)]
    if not taken:
        raise BadValueError("not-listed" if wrong else "no-file", file=", ".join(wrong))
    folder = files_folder(assessed)
    have = {one.path: one for one in assessed.year.attachments.values()}
    placed = list(place(taken, folder, have))
    new = list(documents(placed, folder, code, _used(assessed)))
    return Done(
        act=_adding(assessed, code, new, form.one("component")),
        what="step-dropped",
        files={one.path: one.received for one in placed if not one.known},
        said=("some-not-listed",) if wrong else (),
    )


def _adding(
    assessed: AssessedYear, code: str, new: list[dict[str, object]], component: str
) -> Act:
    """Add documents; one whose file the item has already is only cited."""
    file = assessed.year.disclosures
    items = file.value.items if file else ()
    own = {e.file: e.id for item in items if item.code == code for e in item.evidence}
    known = [own[str(one["file"])] for one in new if one.get("file") in own]
    fresh = [one for one in new if one.get("file") not in own]
    act = adds(fresh, component)
    if known and component:
        return together(act, in_list("components", component, cites(known, ())))
    return act


def _address(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Take an address on the agency's main website."""
    url = form.one("url")
    if not url:
        raise BadValueError("no-address")
    url = f"https://{url}" if _HOST.match(url) else url
    if not url.startswith(("http://", "https://")) or " " in url:
        raise BadValueError("bad-address", value=form.one("url"))
    new = address(url, form.one("title"), code, _used(assessed))
    return Done(act=adds([new], form.one("component")), what="step-address", files={})


def _pick(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Take a file that is in the year's folder already."""
    name = form.one("file")
    attachment = assessed.year.attachments.get(name)
    if attachment is None:
        raise BadValueError("file-gone", file=name)
    known = Received(
        name=name, sha256=attachment.sha256, size=attachment.size, place=""
    )
    folder = files_folder(assessed)
    placed = list(place([known], folder, {attachment.path: attachment}))
    new = list(documents(placed, folder, code, _used(assessed)))
    act = _adding(assessed, code, new, form.one("component"))
    return Done(act=act, what="step-picked", files={})


def _again(assessed: AssessedYear, code: str, form: Form) -> Done:
    """Use a document of the year before again: its file stays where it is."""
    entry = used_again(assessed, form.one("document"))
    if entry is None:
        raise BadValueError("document-gone")
    new = {"id": new_id(code, _used(assessed)), **entry}
    act = _adding(assessed, code, [new], form.one("component"))
    return Done(act=act, what="step-picked", files={})


ACTS: Mapping[str, Make] = {
    "words": _words,
    "component": _component,
    "document": _document,
    "remove": _remove,
    "drop": _drop,
    "address": _address,
    "pick": _pick,
    "again": _again,
}
"""Every form of an item's page by the last part of its address."""


def _used(assessed: AssessedYear) -> list[str]:
    """Return every id of a document of the year."""
    file = assessed.year.disclosures
    items = file.value.items if file else ()
    return [one.id for item in items for one in item.evidence]


def _plain(typed: Mapping[str, str], form: Form, what: str) -> Done:
    return Done(act=fields(typed, _was(form, typed)), what=what, files={})


def _sent(typed: Mapping[str, str], form: Form) -> dict[str, str]:
    """Return only the fields that the form has."""
    return {name: value for name, value in typed.items() if name in form.fields}


def _was(form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what the page showed of each field, as the file writes it."""
    days = {"updated", "due", "date"}
    return {
        name: day_as_typed(form.one(f"was-{name}"))
        if name in days
        else form.one(f"was-{name}")
        for name in typed
        if f"was-{name}" in form.fields
    }


def day_of(text: str) -> str:
    """Return a day as the file writes it.

    Raises:
        BadValueError: it is no day.
    """
    typed = day_as_typed(text)
    try:
        parse_date(typed or "2569-01-01")
    except ValueError:
        raise BadValueError("bad-day", value=text) from None
    return typed


def _year(text: str) -> str:
    """Return a fiscal year.

    Raises:
        BadValueError: it is none.
    """
    typed = to_arabic(text)
    if typed and not (typed.isdecimal() and 2500 <= int(typed) <= 2650):
        raise BadValueError("bad-year", value=text)
    return typed
