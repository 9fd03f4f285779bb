"""Import files: read, understand, compare, write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from prongsai.importing.answers import Question, questions, unmatched, with_answers
from prongsai.importing.brought import Brought, Identity, digest_of, identify, places
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.readers import read_document
from prongsai.importing.recognise import earlier, new_key, recognise
from prongsai.importing.store import Outcome, Staged, bring, records_of
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.grid import MEASURE_COLUMNS
from prongsai.importing.understand.headers import SEARCHED
from prongsai.importing.understand.vocabulary import column, normalise
from prongsai.importing.understand.whole_document import understand
from prongsai.loading.validate import shape
from prongsai.model.agency import Agency
from prongsai.storage.limits import BadFileError
from prongsai.yaml.reader import read_yaml

KINDS = ("scores", "measures")
_HEADS = 6
_SHOWN, _LINE = 40, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an import is to do.

    `kinds` are the files of the year that it may write; `columns` are a person's
    answers, the usual header of each header that was not sure. What a document no
    longer has is taken out only with `delete`. With `dry` nothing is written.
    """

    kinds: tuple[str, ...] = KINDS
    columns: Mapping[str, str] = field(default_factory=dict)
    delete: bool = False
    dry: bool = False


USUAL = Wanted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What the import of one document came to.

    `identity` says which document it is, `before` as what it came before, if it did.
    Nothing was written where there are conflicts.
    """

    draft: Draft
    identity: Identity
    before: Identity | None
    asks: tuple[Question, ...] = ()
    outcomes: Mapping[str, Outcome]

    @property
    def conflicts(self) -> bool:
        """Return whether conflicts kept the files from being written."""
        return any(outcome.conflicts for outcome in self.outcomes.values())


def run(
    root: Path,
    files: Sequence[Path],
    agency: str,
    year: int,
    wanted: Wanted = USUAL,
) -> tuple[Imported, ...]:
    """Import documents into the year of an agency, one after the other.

    All or nothing is written.

    `year` is the year in which the measures are carried out; their scores are of the
    year before. Files with scores alone are of `year`.

    Raises:
        BadFileError: a file cannot be imported; nothing was written.
    """
    staged = Staged()
    made = stage(staged, root, files, agency, year, wanted)
    if not wanted.dry and not any(one.conflicts for one in made):
        staged.commit(root)
    return made


def stage(
    staged: Staged,
    root: Path,
    files: Sequence[Path],
    agency: str,
    year: int,
    wanted: Wanted = USUAL,
) -> tuple[Imported, ...]:
    """Prepare the import of documents: the files are in `staged`, none on the disk.

    Raises:
        BadFileError: a file cannot be imported.
    """
    folder = root / "content" / "agencies" / agency
    records = [
        record
        for of_year in (year - 1, year)
        for kind in KINDS
        for record in records_of(staged, folder / str(of_year), kind).values()
    ]
    documents = [_read(path) for path in files]
    missed = unmatched(documents, wanted.columns)
    if missed:
        raise BadFileError(
            "answer-unmatched", header=missed[0], known=_quoted(missed[1])
        )
    answers = [_answers(one, records, wanted) for one in documents]
    of_measures = "measures" in wanted.kinds and any(
        is_about_measures(with_answers(one, known))
        for one, known in zip(documents, answers, strict=True)
    )
    years = (year, year - 1) if of_measures else (year + 1, year)
    return tuple(
        _import(staged, folder, document, years, replace(wanted, columns=known))
        for document, known in zip(documents, answers, strict=True)
    )


def _quoted(texts: Sequence[str]) -> str:
    return " ".join(f"“{text[:_SHOWN]}”" for text in texts)


def _answers(
    document: SourceDocument, records: Sequence[Brought], wanted: Wanted
) -> dict[str, str]:
    """Return what is known of the columns of a document: now, or since it came last."""
    digest = digest_of(document)
    kept = [one.columns for one in records if one.identity.digest == digest]
    return {**(kept[0] if kept else {}), **wanted.columns}


def _import(
    staged: Staged,
    folder: Path,
    document: SourceDocument,
    years: tuple[int, int],
    wanted: Wanted,
) -> Imported:
    """Understand a document and bring what it holds to the files of the year.

    A changed document is understood again with the answers that it has.
    """
    answered = with_answers(document, wanted.columns)
    draft = understand(answered, *years, unit_ids(folder))
    if not _understood(draft):
        raise BadFileError("nothing-understood", file=document.name, **_why(answered))
    identity = identify(draft, document)
    homes = {
        "scores": folder / str(draft.result_year),
        "measures": folder / str(draft.year),
    }
    trees = {"scores": draft.scores, "measures": draft.measures}
    trees = {kind: trees[kind] for kind in wanted.kinds if trees[kind]}
    known = {kind: records_of(staged, homes[kind], kind) for kind in trees}
    before = recognise(identity, trees, {k: [*v.values()] for k, v in known.items()})
    answers = {**(before.columns if before else {}), **wanted.columns}
    if answers != wanted.columns:
        again = replace(wanted, columns=answers)
        return _import(staged, folder, document, years, again)
    taken = [key for one in known.values() for key in one]
    key = before.key if before else new_key(identity, taken)
    if before is not None and before.identity.name:
        identity = replace(identity, name=before.identity.name)
    spots = places(draft)
    outcomes = {}
    for kind, tree in trees.items():
        coming = Brought(
            identity=identity,
            key=key,
            tree=tree,
            places=spots[kind],
            columns=answers,
        )
        there = known[kind]
        unnamed = None if key in there else earlier(identity, tree, [*there.values()])
        if unnamed is not None:
            there[key] = there.pop(unnamed.key)
        path = homes[kind] / f"{kind}.yml"
        outcomes[kind] = bring(staged, path, coming, there, delete=wanted.delete)
    return Imported(
        draft=draft,
        identity=identity,
        before=before.identity if before else None,
        asks=tuple(questions(draft, answers)),
        outcomes=outcomes,
    )


def _understood(draft: Draft) -> bool:
    return any(
        not fields[0].endswith("header") and fields != ["unplaced"]
        for fields in draft.places.values()
    )


def _read(path: Path) -> SourceDocument:
    try:
        return read_document(path)
    except BadFileError as error:
        error.facts.setdefault("file", path.name)
        raise


def is_about_measures(document: SourceDocument) -> bool:
    """Return whether any table has a column that only measures have."""
    return any(
        (meaning := column(cell.text)) is not None
        and meaning.name in MEASURE_COLUMNS | {"measure"}
        for table in document.tables
        for row in table.rows[:SEARCHED]
        for cell in row
        if cell.text and len(cell.text) < 120
    )


def unit_ids(folder: Path) -> dict[str, str]:
    """Return the ids of the agency's units by their normalised names."""
    path = folder / "agency.yml"
    if not path.exists():
        return {}
    agency, _ = shape(Agency, read_yaml(path.read_bytes(), path.name))
    return {normalise(unit.name): unit.id for unit in agency.units} if agency else {}


def _why(document: SourceDocument) -> dict[str, str]:
    """Return the row that is most like a header, and what of it is known."""
    rows = [row for table in document.tables for row in table.rows[:_HEADS] if row]
    if not rows:
        return {"table": "1", "row": "1", "known": "–", "unknown": "–"}
    best = max(rows, key=lambda row: sum(column(cell.text) is not None for cell in row))
    texts = [(cell.text[:_SHOWN], column(cell.text)) for cell in best if cell.text]
    known = " | ".join(text for text, meaning in texts if meaning)
    unknown = " | ".join(text for text, meaning in texts if not meaning)
    spot = best[0].spot
    return {
        "table": str(spot.table),
        "row": str(spot.row),
        "known": known[:_LINE] or "–",
        "unknown": unknown[:_LINE] or "–",
    }
