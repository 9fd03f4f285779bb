"""From what each document brought to what the year's file says.

The same documents give the same file, in whatever order they came. Where two say
different things in one place, the plan goes before its reports, a table of scores
before figures that are quoted elsewhere; what gives way is left, unplaced, with its
document and place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any  # trees of YAML

from prongsai.importing.brought import PLAN, SCORES, Brought
from prongsai.importing.tree_words import holds, ids, words
from prongsai.importing.understand.draft import Tree
from prongsai.importing.understand.vocabulary import normalise
from prongsai.model.measures import Measure, Measures
from prongsai.model.scores import QuestionScore, ScoreLine, Scores

GROUPS = ("instruments", "indicators", "sub_indicators", "questions", "items")
"""Lists of score lines, distinguished by code and EIT part."""

ADDED = ("results", "outcomes")
"""What every document adds to a measure; the rest is of one document."""

_LATEST = ("recommendation", "note")
"""Where the last report goes before the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A value that was replaced: its document, its field, and the new value."""

    of: Brought
    place: str
    value: Any
    kept: Any


@dataclass(slots=True, kw_only=True)
class Composed:
    """The content of a file, and what gave way in it."""

    tree: Tree = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)


def compose(kind: str, documents: Iterable[Brought]) -> Composed:
    """Return what all documents say together of one file of the year."""
    ordered = sorted(documents, key=lambda one: _order(kind, one))
    made = Composed()
    if not ordered:
        return made
    if kind == PLAN:
        _measures_file(ordered, made)
    else:
        _scores_file(ordered, made)
    unplaced = [
        {**cell, "document": document.identity.name}
        if document.identity.name
        else dict(cell)
        for document in ordered
        for cell in document.tree.get("unplaced", [])
    ]
    model = Measures if kind == PLAN else Scores
    made.tree["unplaced"] = [*unplaced, *map(_left, made.lost)]
    made.tree = {
        name: made.tree[name] for name in model.model_fields if made.tree.get(name)
    }
    return made


def _order(kind: str, document: Brought) -> tuple[object, ...]:
    of_scores = document.identity.kind == SCORES
    return of_scores != (kind == SCORES), document.identity.rank, document.key


def _left(lost: Lost) -> Tree:
    spot = lost.of.places.get(lost.place)
    made: Tree = {
        "table": str(spot.table if spot else 1),
        "row": str(spot.row if spot else 1),
        "column": str(spot.column if spot else 1),
        "text": " ".join(words(lost.value)),
    }
    if lost.of.identity.name:
        made["document"] = lost.of.identity.name
    return made


def _first(ordered: Sequence[Brought], names: Sequence[str], made: Tree) -> None:
    for name in names:
        if name in ordered[0].tree:
            made[name] = ordered[0].tree[name]


def _measures_file(ordered: Sequence[Brought], made: Composed) -> None:
    _first(ordered, ("source", "year_inferred"), made.tree)
    made.tree["documents"] = _titles(ordered)
    for name in ("selection", "analysis"):
        made.tree[name] = _by_id(ordered, name)
    parts: dict[str, list[tuple[Brought, Tree]]] = {}
    for document in ordered:
        for measure in document.tree.get("measures", []):
            parts.setdefault(measure["id"], []).append((document, measure))
    made.tree["measures"] = [_measure(one, made) for one in parts.values()]


def _titles(ordered: Sequence[Brought]) -> list[Tree]:
    """Return one title for each kind and round of document."""
    found: dict[tuple[str, str], Tree] = {}
    for document in ordered:
        for title in document.tree.get("documents", []):
            found.setdefault((title["kind"], title.get("round", "")), title)
    return list(found.values())


def _by_id(ordered: Sequence[Brought], name: str) -> list[Tree]:
    found: dict[str, Tree] = {}
    for document in ordered:
        for entry in document.tree.get(name, []):
            found.setdefault(entry["id"], entry)
    return list(found.values())


def _measure(parts: Sequence[tuple[Brought, Tree]], made: Composed) -> Tree:
    measure: Tree = {"id": parts[0][1]["id"]}
    for name in list(Measure.model_fields)[1:]:
        said = [(document, part[name]) for document, part in parts if part.get(name)]
        if not said:
            continue
        if name in ADDED:
            measure[name] = _added([value for _, value in said])
            continue
        chosen = said[-1] if name in _LATEST else said[0]
        measure[name] = chosen[1]
        for document, value in said:
            if not holds(measure[name], value):
                place = f"{measure['id']}.{name}"
                made.lost.append(
                    Lost(of=document, place=place, value=value, kept=chosen[1])
                )
    return _answering(measure)


def _added(lists: Sequence[list[Tree]]) -> list[Tree]:
    """Return the entries of all lists; the same entry of two documents once."""
    found: dict[str, Tree] = {}
    for listed in lists:
        for entry in listed:
            key = entry.get("id") or "".join(map(normalise, words(entry)))
            found.setdefault(key, entry)
    return list(found.values())


def _answering(measure: Tree) -> Tree:
    """Leave out references to steps and follow-ups that another document has given."""
    known = set(ids([measure.get("steps", []), measure.get("follow_up", [])]))
    results = []
    for result in measure.get("results", []):
        answers = [one for one in result.get("answers", []) if one in known]
        kept = {k: v for k, v in result.items() if k != "answers"}
        results.append(
            {"id": kept.pop("id"), "answers": answers, **kept} if answers else kept
        )
    return {**measure, "results": results} if results else measure


def _scores_file(ordered: Sequence[Brought], made: Composed) -> None:
    _first(ordered, ("source", "year_inferred"), made.tree)
    for name in ("total", "level"):
        said = [one for one in ordered if name in one.tree]
        if said:
            made.tree[name] = said[0].tree[name]
            for one in said[1:]:
                _give_way(one, name, one.tree[name], made.tree[name], made)
    for group in GROUPS:
        lines: dict[tuple[str, str], Tree] = {}
        for document in ordered:
            for line in document.tree.get(group, []):
                _line(lines, line, (document, ordered[0]), group, made)
        made.tree[group] = [_in_order(line) for line in lines.values()]


def _line(
    lines: dict[tuple[str, str], Tree],
    line: Tree,
    documents: tuple[Brought, Brought],
    group: str,
    made: Composed,
) -> None:
    """Add a line, or what it says more than the documents before."""
    document, first = documents
    code, part = str(line["code"]), str(line.get("part", ""))
    known = lines.setdefault((code, part), {})
    here = f"{group}[{code}{f'@{part}' if part else ''}]"
    for name, value in line.items():
        if name not in known:
            known[name] = value
            if name == "score" and _title(document) != _title(first):
                known["source"] = _title(document)
        elif name not in {"code", "part"}:
            _give_way(document, f"{here}.{name}", value, known[name], made)


def _in_order(line: Tree) -> Tree:
    return {
        name: line[name]
        for name in QuestionScore.model_fields | ScoreLine.model_fields
        if name in line
    }


def _give_way(
    document: Brought, place: str, value: object, kept: object, made: Composed
) -> None:
    if not holds(kept, value):
        made.lost.append(Lost(of=document, place=place, value=value, kept=kept))


def _title(document: Brought) -> str:
    source = document.tree.get("source") or {}
    return str(source.get("document", ""))
