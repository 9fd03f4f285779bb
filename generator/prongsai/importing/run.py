"""Import files: read, understand, compare, write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.importing.brought import Brought, Identity, identify, places
from prongsai.importing.read.document import Document
from prongsai.importing.read.readers import read_document
from prongsai.importing.recognise import earlier, new_key, recognise
from prongsai.importing.store import Outcome, Staged, bring, records_of
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.grid import MEASURE_COLUMNS
from prongsai.importing.understand.headers import SEARCHED
from prongsai.importing.understand.vocabulary import column, squeeze
from prongsai.importing.understand.whole_document import understand
from prongsai.loading.validate import shape
from prongsai.model.agency import Agency
from prongsai.storage.limits import BadFileError
from prongsai.yaml.reader import read_yaml

KINDS = ("scores", "measures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an import is to do.

    `kinds` are the files of the year that it may write. What a document no longer has
    is taken out only with `delete`. With `dry` nothing is written.
    """

    kinds: tuple[str, ...] = KINDS
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

    `year` is the year in which the measures are carried out; their scores are of the
    year before. Files with scores alone are of `year` itself.

    Raises:
        BadFileError: a file cannot be imported; nothing was written.
    """
    folder = root / "content" / "agencies" / agency
    documents = [(path, _read(path)) for path in files]
    of_measures = "measures" in wanted.kinds and any(
        is_about_measures(document) for _, document in documents
    )
    years = (year, year - 1) if of_measures else (year + 1, year)
    staged = Staged()
    made = []
    for path, document in documents:
        draft = understand(document, *years, unit_ids(folder))
        if not _understood(draft):
            facts = {"file": document.name, "headers": _headers(document)}
            raise BadFileError("nothing-understood", **facts)
        identity = identify(draft, path.name)
        made.append(_bring(staged, folder, draft, identity, wanted))
    if not wanted.dry and not any(one.conflicts for one in made):
        staged.commit(root)
    return tuple(made)


def _bring(
    staged: Staged,
    folder: Path,
    draft: Draft,
    identity: Identity,
    wanted: Wanted,
) -> Imported:
    """Bring what one document holds to the files of the year."""
    homes = {
        "scores": folder / str(draft.result_year),
        "measures": folder / str(draft.year),
    }
    trees = {"scores": draft.scores, "measures": draft.measures}
    trees = {kind: trees[kind] for kind in wanted.kinds if trees[kind]}
    known = {kind: records_of(staged, homes[kind], kind) for kind in trees}
    before = recognise(identity, trees, {k: [*v.values()] for k, v in known.items()})
    taken = [key for one in known.values() for key in one]
    key = before.key if before else new_key(identity, taken)
    if before is not None and before.identity.name:
        identity = replace(identity, name=before.identity.name)
    spots = places(draft)
    outcomes = {}
    for kind, tree in trees.items():
        coming = Brought(identity=identity, key=key, tree=tree, places=spots[kind])
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
        outcomes=outcomes,
    )


def _understood(draft: Draft) -> bool:
    return any(
        not fields[0].endswith("header") and fields != ["unplaced"]
        for fields in draft.places.values()
    )


def _read(path: Path) -> Document:
    try:
        return read_document(path)
    except BadFileError as error:
        error.facts.setdefault("file", path.name)
        raise


def is_about_measures(document: Document) -> bool:
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
    return {squeeze(unit.name): unit.id for unit in agency.units} if agency else {}


def _headers(document: Document) -> str:
    first = document.tables[0].rows[0] if document.tables[0].rows else ()
    return " | ".join(cell.text[:40] for cell in first if cell.text)[:300]
