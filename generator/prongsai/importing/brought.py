"""What one document brought: its identity, its content, and where that was in it.

Next to the year's files, hidden, there is one such record for each document and each
file that it brought something for. They are not edited by hand.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any  # trees of YAML

from prongsai.importing.read.document import SourceDocument, Spot
from prongsai.importing.understand.draft import Draft, Tree
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

_NOTE = "# What this document brought. An import compares with it; do not edit it.\n"
_ROUNDS = ("6-months", "12-months")
PLAN, REPORT, SCORES = "measures", "report", "scores"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which document it is: of what year (พ.ศ.), which kind, for which round.

    `name` is the file's name at the first import: a hint, as files are renamed.
    `digest` is that of the text that came last.
    """

    kind: str
    year: int
    round: str = ""
    name: str = ""
    digest: str = ""

    @property
    def key(self) -> str:
        """The name of its record."""
        return "-".join(filter(None, (self.kind, self.round, str(self.year))))

    @property
    def rank(self) -> tuple[int, int, int]:
        """Return the order of documents: the plan, then reports as the year goes."""
        kinds = (PLAN, REPORT, SCORES)
        of_round = _ROUNDS.index(self.round) if self.round in _ROUNDS else len(_ROUNDS)
        kind = kinds.index(self.kind) if self.kind in kinds else len(kinds)
        return self.year, kind, of_round


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The content of one file of the year that came from one document.

    `places` says where a field of a measure or of a score line was in the document;
    `columns` are a person's answers: the header and what its column means.
    """

    identity: Identity
    key: str
    tree: Tree
    places: Mapping[str, Spot] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def as_yaml(self) -> bytes:
        """Return the record as it is kept."""
        own = self.identity
        document = {
            "name": own.name,
            "kind": own.kind,
            "round": own.round,
            "year": str(own.year),
            "digest": own.digest,
        }
        made: Tree = {"document": {k: v for k, v in document.items() if v}}
        if self.columns:
            made["columns"] = dict(self.columns)
        if self.places:
            made["places"] = {
                name: f"{spot.table}/{spot.row}/{spot.column}"
                for name, spot in self.places.items()
            }
        made["content"] = self.tree
        return (_NOTE + dump(made)).encode()


def read_brought(data: bytes, key: str) -> Brought | None:
    """Read a record; None where it is none."""
    tree: Any = read_yaml(data, key).tree
    if not isinstance(tree, dict) or not isinstance(tree.get("content"), dict):
        return None
    document = {"kind": "", "year": "0", **(tree.get("document") or {})}
    year = str(document.pop("year"))
    return Brought(
        identity=Identity(**document, year=int(year) if year.isdecimal() else 0),
        key=key,
        tree=tree["content"],
        places={name: _spot(text) for name, text in (tree.get("places") or {}).items()},
        columns=tree.get("columns") or {},
    )


def _spot(text: str) -> Spot:
    table, row, column = map(int, text.split("/"))
    return Spot(table=table, row=row, column=column)


def read_earlier(data: bytes, kind: str, year: int) -> Brought | None:
    """Read what was kept before documents had a record each: of one, unnamed."""
    tree: Any = read_yaml(data, kind).tree
    if not isinstance(tree, dict):
        return None
    identity = Identity(kind=SCORES, year=year)
    if kind == PLAN:
        identity = _of_titles(tree, year)
    return Brought(identity=identity, key=identity.key, tree=tree)


def digest_of(document: SourceDocument) -> str:
    """Return a hash over the text of a document and its places."""
    return hashlib.sha256(repr(document.blocks).encode()).hexdigest()


def identify(draft: Draft, document: SourceDocument) -> Identity:
    """Return which document it is, by its titles and by what it holds."""
    if not draft.measures:
        own = Identity(kind=SCORES, year=draft.result_year)
    else:
        own = _of_titles(draft.measures, draft.year)
    return replace(own, name=document.name, digest=digest_of(document))


def _of_titles(tree: Tree, year: int) -> Identity:
    """Return the kind and round of a tree of measures.

    Without a title of a report it is a report where there are results and no steps.
    """
    measures = tree.get("measures", [])
    results = any(one.get("results") for one in measures)
    steps = any(one.get("steps") for one in measures)
    titles = tree.get("documents", [])
    reports = [one for one in titles if one["kind"] == REPORT]
    if (reports and (results or len(titles) == 1)) or (
        not titles and results and not steps
    ):
        rounds = {one.get("round", "") for one in (*reports, *_results(tree))} - {""}
        return Identity(
            kind=REPORT, year=year, round=rounds.pop() if len(rounds) == 1 else ""
        )
    return Identity(kind=PLAN, year=year)


def _results(tree: Tree) -> list[Tree]:
    return [
        result for one in tree.get("measures", []) for result in one.get("results", [])
    ]


def places(draft: Draft) -> dict[str, dict[str, Spot]]:
    """Return for both files where each field was: its first cell."""
    ids = [str(one["id"]) for one in draft.measures.get("measures", [])]
    found: dict[str, dict[str, Spot]] = {"measures": {}, "scores": {}}
    for spot, fields in sorted(draft.places.items()):
        for path in fields:
            head, _, name = path.rpartition("].")
            kind, _, inside = head.partition("[")
            if kind == "measures" and inside.isdecimal() and int(inside) < len(ids):
                key = f"{ids[int(inside)]}.{name}"
                found["measures"].setdefault(key, spot)
            elif kind.startswith("scores."):
                key = path.removeprefix("scores.")
                found["scores"].setdefault(key, spot)
    return found
