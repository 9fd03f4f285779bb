"""The report of an import: where cells went, what was guessed, what is open."""

from collections.abc import Iterator, Sequence

from prongsai import messages
from prongsai.importing.answers import Question, choices
from prongsai.importing.merge import Conflict, FieldChange
from prongsai.importing.read.document import Spot
from prongsai.importing.run import Imported
from prongsai.importing.spoken import day_words, field_words, value_at, way
from prongsai.importing.store import Outcome
from prongsai.importing.tree_words import words
from prongsai.importing.understand.draft import UNPLACED, Draft, Noted
from prongsai.messages.signs import visible
from prongsai.storage.limits import BadFileError
from prongsai.yaml.reader import YamlPath

_LONGEST = 100
_MOST = 60
_HOW = {
    "alike": "report-match-alike",
    "issue": "report-match-issue",
    "number": "report-match-number",
}


_ASKS = {
    (True, True): "report-ask-guessed",
    (True, False): "report-ask",
    (False, True): "report-ask-nameless-guessed",
    (False, False): "report-ask-nameless",
}
"""How a column is asked about: whether it has a header, and was taken for something."""


def report(imported: Imported, language: str, *, dry: bool = False) -> Iterator[str]:
    """Yield the lines of the report on one document."""
    yield from account(imported, language)
    yield from _questions(imported.asks, language)
    yield from _unplaced(imported.draft, language)
    for kind, outcome in imported.outcomes.items():
        yield from _outcome(kind, outcome, language)
    if dry:
        yield _say(language, "report-would")


def account(imported: Imported, language: str) -> Iterator[str]:
    """Yield which document it is, where its cells went, and what was noticed.

    Lines that belong to the line above begin with two blanks.
    """
    draft = imported.draft
    yield _which(imported, language)
    yield from _cells(draft, language)
    warned = [
        Noted(code=warning.code, facts=warning.facts)
        for warning in draft.document.warned
    ]
    yield from _list("report-warned", "warned", warned, language)
    yield from _list("report-guessed", "guess", draft.guessed, language)
    yield from _list("report-contradicts", "against", draft.contradicts, language)
    yield from _list("report-open", "open", draft.open, language)


def _which(imported: Imported, language: str) -> str:
    """Yield which document it is, and whether it came before."""
    own = imported.identity
    kind = _say(language, f"document-{own.kind}", year=own.year)
    if own.round:
        kind = f"{kind} {messages.text('fields', f'Round.{own.round}', language)}"
    if imported.before is None:
        return _say(language, "report-document-new", name=own.name, kind=kind)
    before = imported.before.name or _say(language, "report-document-earlier")
    return _say(language, "report-document-again", kind=kind, before=before)


def refused(error: BadFileError, language: str) -> str:
    """Yield why a file is not imported, and what to do."""
    facts = {}
    if "kind" in error.facts:
        home = f"file-{error.facts['kind']}"
        facts["home"] = _say(language, home, year=error.facts["year"])
    reason = messages.refusal(error, language, **facts)
    file = error.facts.get("file", "")
    return (
        _say(language, "report-refused", file=file, reason=reason) if file else reason
    )


def _say(language: str, key: str, /, **facts: object) -> str:
    shown = {name: visible(str(fact)) for name, fact in facts.items()}
    return messages.text("importing", key, language, **shown)


def _cells(draft: Draft, language: str) -> Iterator[str]:
    yield _say(language, "report-where", count=len(draft.places))
    counts: dict[str, int] = {}
    for kind, count in draft.counts().items():
        name = "scores" if kind.startswith("scores.") else kind
        counts[name] = counts.get(name, 0) + count
    for name, count in counts.items():
        field = _field(name, language)
        yield "  " + _say(language, "report-cells", count=count, field=field)


_RECORDS = {"analysis": "Analysis", "measures": "Measure"}


def _field(kind: str, language: str) -> str:
    """Return what the cells of a kind are called: `measures.steps`."""
    try:
        return _say(language, f"field-{kind}")
    except KeyError:
        above, _, name = kind.partition(".")
        return messages.label(f"{_RECORDS.get(above, above)}.{name}", language)


def _list(
    heading: str, prefix: str, notes: Sequence[Noted], language: str
) -> Iterator[str]:
    """Yield each line once, with the first place and the number of others."""
    places: dict[str, list[Spot | None]] = {}
    for note in notes:
        line = _say(language, f"{prefix}-{note.code}", **_spoken(note, language))
        places.setdefault(line, []).append(note.spot)
    if not places:
        return
    yield _say(language, heading, count=len(places))
    for line, spots in list(places.items())[:_MOST]:
        yield "  " + " – ".join(filter(None, (line, _where(spots, language))))
    if len(places) > _MOST:
        yield "  " + _say(language, "report-more", count=len(places) - _MOST)


def _spoken(note: Noted, language: str) -> dict[str, str]:
    """Return the facts of a note in words: no ids, no values of the files."""
    made = dict(note.facts)
    for name in ("start", "end", "date"):
        if name in made:
            made[name] = day_words(made[name], language)
    if "kind" in made:
        made["kind"] = messages.label(f"AnalysisKind.{made['kind']}", language)
    if "measure" in made:
        number = int(made["measure"].removeprefix("m"))
        made["measure"] = _say(language, "report-measure", number=number)
    if "results" in made:
        ids = made["results"].split(", ")
        made["results"] = ", ".join(one.rpartition("-r")[2] for one in ids)
    return made


def _where(spots: Sequence[Spot | None], language: str) -> str:
    first = spots[0]
    if first is None:
        return ""
    at = _say(
        language, "report-at", table=first.table, row=first.row, column=first.column
    )
    others = len(spots) - 1
    return f"{at} {_say(language, 'report-times', count=others)}" if others else at


def _questions(asks: Sequence[Question], language: str) -> Iterator[str]:
    """Ask what columns are, each with its first values and how to answer."""
    if not asks:
        return
    yield _say(language, "report-asks", count=len(asks))
    for one in asks:
        values = " · ".join(f"«{_shortened(value)}»" for value in one.values)
        facts = {"column": one.spot.column, "header": one.header, "form": one.form}
        key = _ASKS[bool(one.header), bool(one.form)]
        yield "  " + _say(language, key, **facts, values=values or "–")
    yield "  " + _say(language, "report-answers", known=", ".join(choices()))


def unplaced(draft: Draft) -> list[str]:
    """Return the texts of a document that no field can hold, in order."""
    return [text for _, text in _left(draft)]


def _left(draft: Draft) -> list[tuple[Spot, str]]:
    cells = {cell.spot: cell.text for cell in draft.document.cells()}
    left = [spot for spot, fields in draft.places.items() if fields == [UNPLACED]]
    return [(spot, cells[spot]) for spot in sorted(left)]


def _unplaced(draft: Draft, language: str) -> Iterator[str]:
    left = _left(draft)
    if not left:
        return
    yield _say(language, "report-unplaced", count=len(left))
    for spot, text in left[:_MOST]:
        shown = visible(_shortened(text))
        yield f"  {_where([spot], language)}: {shown}"
    if len(left) > _MOST:
        yield "  " + _say(language, "report-more", count=len(left) - _MOST)


def _outcome(kind: str, outcome: Outcome, language: str) -> Iterator[str]:
    path = _say(language, f"file-{kind}", year=outcome.path.parent.name)
    yield from _matches(outcome, language)
    yield from _lost(kind, outcome, language)
    if outcome.conflicts:
        yield _say(
            language, "report-conflicts", path=path, count=len(outcome.conflicts)
        )
        for conflict in outcome.conflicts:
            yield from _conflict(kind, conflict, outcome, language)
        return
    if outcome.new:
        yield _say(language, "report-new", path=path)
    elif not outcome.changes:
        yield _say(language, "report-same", path=path)
    else:
        count = len(outcome.changes)
        yield _say(language, "report-changed", path=path, count=count)
        for change in outcome.changes:
            yield "  " + _change(kind, change, outcome, language)
    if outcome.gone:
        yield _say(language, "report-gone", count=len(outcome.gone), path=path)
        for change in outcome.gone:
            yield "  " + _change(kind, change, outcome, language, "report-change-gone")


def _matches(outcome: Outcome, language: str) -> Iterator[str]:
    """Yield which measures were found, and by what if that is not certain."""
    sure = sum(match.how == "title" for match in outcome.matches)
    if sure:
        yield _say(language, "report-matched", count=sure)
    unsure = [match for match in outcome.matches if match.how != "title"]
    if unsure:
        yield _say(language, "report-matched-unsure", count=len(unsure))
    for match in unsure:
        facts = {"coming": _shortened(match.coming), "known": _shortened(match.known)}
        yield "  " + _say(language, _HOW[match.how], **facts)


def _lost(kind: str, outcome: Outcome, language: str) -> Iterator[str]:
    if outcome.lost:
        yield _say(language, "report-lost", count=len(outcome.lost))
    for lost in outcome.lost[:_MOST]:
        yield "  " + _say(
            language,
            "report-lost-value",
            name=lost.of.identity.name,
            field=field_words(kind, lost.place, language),
            kept=_shortened(" ".join(words(lost.kept))),
            value=_shortened(" ".join(words(lost.value))),
        )
    if len(outcome.lost) > _MOST:
        yield "  " + _say(language, "report-more", count=len(outcome.lost) - _MOST)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _change(
    kind: str, change: FieldChange, outcome: Outcome, language: str, key: str = ""
) -> str:
    return _say(
        language,
        key or f"report-change-{change.kind}",
        path=way(kind, change.path, outcome.ours, language),
        before=_at(kind, change.path, change.before, language),
        after=_at(kind, change.path, change.value, language),
    )


def _at(kind: str, path: YamlPath, value: object, language: str) -> str:
    said = value_at(kind, path, value, language)
    return _shortened(said) or _say(language, "report-nothing-value")


def _conflict(
    kind: str, conflict: Conflict, outcome: Outcome, language: str
) -> Iterator[str]:
    yield "  " + way(kind, conflict.path, outcome.ours, language)
    for name in ("base", "ours", "theirs"):
        value = _at(kind, conflict.path, getattr(conflict, name), language)
        yield "    " + _say(language, f"report-conflict-{name}", value=value)
