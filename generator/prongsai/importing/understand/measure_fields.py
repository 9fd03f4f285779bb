"""Fields of a measure from the lists in its cells."""

from collections.abc import Mapping, Sequence

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.draft import Draft, Guessed, Tree
from prongsai.importing.understand.lists import Entry
from prongsai.importing.understand.periods import due, period
from prongsai.importing.understand.reasons import why
from prongsai.importing.understand.vocabulary import begins, normalise
from prongsai.thai.dates import format_iso


def steps(listed: Sequence[Entry], prefix: str) -> list[Tree]:
    """Make steps with the document's own numbers, as deep as they are."""
    made = []
    for number, entry in enumerate(listed, 1):
        step: Tree = {"id": f"{prefix}{number}"}
        if entry.label:
            step["label"] = entry.label
        step["text"] = entry.text
        if entry.entries:
            step["steps"] = steps(entry.entries, f"{prefix}{number}-")
        made.append(step)
    return made


def units(flat: Sequence[Entry], ids: Mapping[str, str]) -> list[Tree]:
    """Return who is responsible, with the agency's unit of exactly that name."""
    made = []
    for entry in flat:
        unit: Tree = {"text": entry.text}
        if normalise(entry.text) in ids:
            unit["unit"] = ids[normalise(entry.text)]
        made.append(unit)
    return made


def follow_ups(flat: Sequence[Entry], prefix: str) -> list[Tree]:
    """Make follow-ups: by whom, until when, how often."""
    made = []
    for number, entry in enumerate(flat, 1):
        follow_up: Tree = {"id": f"{prefix}{number}"}
        by = begins("followers", entry.text)
        if by:
            follow_up["by"] = by
        follow_up["text"] = entry.text
        read = due(entry.text)
        if read.end:
            follow_up["due"] = format_iso(read.end)
        if read.words:
            follow_up["due_text"] = read.words
        if read.repeats:
            follow_up["repeats"] = read.repeats
        made.append(follow_up)
    return made


def schedule(text: str, cell: SourceCell, draft: Draft) -> Tree:
    """Keep when the work is done as printed, with the days where they are clear."""
    made: Tree = {"text": text}
    read = period(text, draft.year)
    reason = why(read.guess, raw=read.words) if read.guess else ""
    for key, day in (("from", read.start), ("to", read.end)):
        if day is not None:
            iso = format_iso(day)
            made[key] = Guessed(iso, reason) if reason and key == "from" else iso
    if reason and read.start:
        draft.guess(
            cell.spot,
            "date-guessed",
            raw=read.words,
            start=made["from"],
            end=made["to"],
            why=reason,
        )
    if read.repeats:
        made["repeats"] = read.repeats
    return made
