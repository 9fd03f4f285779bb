"""The report of an import: where cells went, what was guessed, what is open."""

from collections.abc import Iterator, Sequence

from prongsai import messages
from prongsai.importing.merge import Change, Conflict
from prongsai.importing.read.document import Spot
from prongsai.importing.run import Imported
from prongsai.importing.store import Outcome
from prongsai.importing.understand.draft import UNPLACED, Draft, Noted
from prongsai.storage.limits import BadFileError

_LONGEST = 100
_MOST = 60


def report(imported: Imported, language: str, *, dry: bool = False) -> Iterator[str]:
    """Yield the lines of the report, first what needs a person."""
    draft = imported.draft
    yield from _cells(draft, language)
    warned = [
        Noted(code=warning.code, facts=warning.facts)
        for warning in draft.document.warned
    ]
    yield from _list("warned", "warned", warned, language)
    yield from _list("guessed", "guess", draft.guessed, language)
    yield from _list("contradicts", "against", draft.contradicts, language)
    yield from _list("open", "open", draft.open, language)
    yield from _unplaced(draft, language)
    for outcome in imported.outcomes.values():
        yield from _outcome(outcome, language)
    if dry:
        yield _say(language, "report-would")


def refused(error: BadFileError, language: str) -> str:
    """Yield why a file is not imported, and what to do."""
    reason = _say(language, f"bad-{error.code}", **error.facts)
    file = error.facts.get("file", "")
    return (
        _say(language, "report-refused", file=file, reason=reason) if file else reason
    )


def _say(language: str, key: str, /, **facts: object) -> str:
    shown = {name: _visible(str(fact)) for name, fact in facts.items()}
    return messages.text("importing", key, language, **shown)


def _visible(text: str) -> str:
    """Return officers' text on one line, without signs that command a terminal."""
    line = " ".join(text.split())
    return "".join(sign if sign.isprintable() else "�" for sign in line)


def _short(value: object, language: str) -> str:
    if value is None:
        return _say(language, "report-nothing-value")
    text = _words(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_words(part)}" for name, part in value.items())
    if isinstance(value, list):
        return " / ".join(map(_words, value))
    return str(value)


def _cells(draft: Draft, language: str) -> Iterator[str]:
    yield _say(language, "report-where", count=len(draft.places))
    counts: dict[str, int] = {}
    for kind, count in draft.counts().items():
        name = "scores" if kind.startswith("scores.") else kind
        counts[name] = counts.get(name, 0) + count
    for name, count in counts.items():
        field = _say(language, f"field-{name}")
        yield "  " + _say(language, "report-cells", count=count, field=field)


def _list(
    heading: str, prefix: str, notes: Sequence[Noted], language: str
) -> Iterator[str]:
    """Yield each line once, with the first place and the number of others."""
    places: dict[str, list[Spot | None]] = {}
    for note in notes:
        line = _say(language, f"{prefix}-{note.code}", **dict(note.facts))
        places.setdefault(line, []).append(note.spot)
    if not places:
        return
    yield _say(language, f"report-{heading}", count=len(places))
    for line, spots in list(places.items())[:_MOST]:
        yield "  " + " – ".join(filter(None, (line, _where(spots, language))))
    if len(places) > _MOST:
        yield "  " + _say(language, "report-more", count=len(places) - _MOST)


def _where(spots: Sequence[Spot | None], language: str) -> str:
    first = spots[0]
    if first is None:
        return ""
    at = _say(
        language, "report-at", table=first.table, row=first.row, column=first.column
    )
    others = len(spots) - 1
    return f"{at} {_say(language, 'report-times', count=others)}" if others else at


def _unplaced(draft: Draft, language: str) -> Iterator[str]:
    cells = {cell.spot: cell for cell in draft.document.cells()}
    left = [spot for spot, fields in draft.places.items() if fields == [UNPLACED]]
    if not left:
        return
    yield _say(language, "report-unplaced", count=len(left))
    for spot in sorted(left)[:_MOST]:
        text = _visible(_short(cells[spot].text, language))
        yield f"  {_where([spot], language)}: {text}"
    if len(left) > _MOST:
        yield "  " + _say(language, "report-more", count=len(left) - _MOST)


def _outcome(outcome: Outcome, language: str) -> Iterator[str]:
    path = "/".join(outcome.path.parts[-5:])
    if outcome.conflicts:
        for conflict in outcome.conflicts:
            yield from _conflict(path, conflict, language)
    elif outcome.new:
        yield _say(language, "report-new", path=path)
    elif outcome.data is None:
        yield _say(language, "report-same", path=path)
    else:
        count = len(outcome.changes)
        yield _say(language, "report-changed", path=path, count=count)
        for change in outcome.changes:
            yield "  " + _change(change, language)


def _change(change: Change, language: str) -> str:
    return _say(
        language,
        f"report-change-{change.kind}",
        path=".".join(map(str, change.path)),
        before=_short(change.before, language),
        after=_short(change.value, language),
    )


def _conflict(path: str, conflict: Conflict, language: str) -> Iterator[str]:
    place = f"{path} {'.'.join(map(str, conflict.path))}"
    yield _say(language, "report-conflict", path=place)
    for name in ("base", "ours", "theirs"):
        value = _short(getattr(conflict, name), language)
        yield "  " + _say(language, f"report-conflict-{name}", value=value)
