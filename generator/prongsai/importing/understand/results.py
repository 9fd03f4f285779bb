"""What was done: the words as printed, the day, who, and what it answers."""

from collections.abc import Sequence

from prongsai.importing.understand.codes import likeness
from prongsai.importing.understand.done import judged
from prongsai.importing.understand.draft import Draft, Tree
from prongsai.importing.understand.lists import Entry
from prongsai.importing.understand.vocabulary import normalise, words
from prongsai.thai.dates import format_iso, parse_date

_ENOUGH = 0.35
_LONGEST_POST = 60


def results(flat: Sequence[Entry], prefix: str, round_name: str) -> list[Tree]:
    """Make a result from each entry of a cell."""
    made = []
    for number, entry in enumerate(flat, 1):
        result: Tree = {"id": f"{prefix}{number}"}
        if round_name:
            result["round"] = round_name
        done = judged(entry.text)
        if done.status:
            result["status"] = done.status
        if done.day:
            result["date"] = format_iso(done.day)
        elif done.day_text:
            result["date_text"] = done.day_text
        by = _by(entry.text)
        if by:
            result["by"] = by
        result["summary"] = entry.text
        made.append(result)
    return made


def _by(text: str) -> str:
    """Return the post that begins a result: `นักจัดการงานทั่วไปดำเนินการ…`."""
    if not normalise(text).startswith(words("posts")):
        return ""
    ends = [text.find(act) for act in words("acts") if text.find(act) > 0]
    by = text[: min(ends)].strip() if ends else ""
    return by if 0 < len(by) <= _LONGEST_POST else ""


def answered(
    measure: Tree, labels: Sequence[str], targets: Sequence[str], draft: Draft
) -> None:
    """Link results to follow-ups, else to steps, if all their numbers correspond.

    Numbers correspond where the days do (a result in the month it was due), or else
    where each result is most similar to the entry with its number. If one does not,
    none is linked, since the numbers mean something else. `labels` are the numbers of
    the results, `targets` those of the follow-ups.
    """
    made = measure.get("results", [])
    numbers = [label.strip("().") for label in labels]
    if not made or not all(numbers) or len(numbers) != len(made):
        return
    for name, own in (("follow_up", targets), ("steps", ())):
        others = measure.get(name, [])
        given = own or [str(step.get("label", "")) for step in others]
        known = {
            label.strip("().") or str(at): other
            for at, (label, other) in enumerate(zip(given, others, strict=False), 1)
        }
        if not any(given) or not set(numbers) <= set(known):
            continue
        pairs = [(r, known[n]) for r, n in zip(made, numbers, strict=True)]
        wrong = [r["id"] for r, other in pairs if not _corresponds(r, other, others)]
        if not wrong:
            for result, other in pairs:
                _link(result, other["id"])
            return
        if name == "follow_up":
            draft.ask(
                None,
                "numbers-differ",
                measure=measure["id"],
                results=", ".join(wrong),
            )


def _corresponds(result: Tree, other: Tree, others: Sequence[Tree]) -> bool:
    fits = {
        each["id"]: likeness(result["summary"], str(each["text"])) for each in others
    }
    best = max(fits.values())
    if best >= _ENOUGH:
        return fits[other["id"]] == best
    if "date" in result and "due" in other:
        day, due = parse_date(result["date"]), parse_date(other["due"])
        return (day.year, day.month) == (due.year, due.month)
    return False


def _link(result: Tree, answer: str) -> None:
    """Put `answers` after the id, where the model has it."""
    rest = {key: value for key, value in result.items() if key != "id"}
    made = {"id": result["id"], "answers": [answer], **rest}
    result.clear()
    result.update(made)
