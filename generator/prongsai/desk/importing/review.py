"""What dropped files would change, before anything is taken over."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prongsai.desk.importing.importer import Importer
from prongsai.desk.state import Look, of_agency
from prongsai.importing import before_after
from prongsai.importing import report as of_documents
from prongsai.importing.answers import Question, read_answers
from prongsai.importing.run import Imported as FromDocument
from prongsai.storage.content_folder import Sources
from prongsai.storage.limits import BadFileError
from prongsai.workbook import report as of_workbooks
from prongsai.workbook.run import prepare


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that was put aside: its path, its name, and what was answered about it.

    `answers` are those of `import --column`: `header=field`.
    """

    path: str
    name: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: where, before and after; `meant` is the third value of a clash."""

    where: str
    before: str
    after: str
    meant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One file: what it is, what is not sure, what it would change.

    Attributes:
        name: of the file.
        refused: why it cannot be taken over, empty where it can.
        lines: what it is and what was noticed; those below a line begin with blanks.
        asks: columns whose meaning is not sure.
        changes: before and after.
        clashes: what both sides changed.
        unplaced: texts that have no place yet.
    """

    name: str
    refused: str = ""
    lines: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()
    changes: tuple[Change, ...] = ()
    clashes: tuple[Change, ...] = ()
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All files, and what they come to.

    `written` is empty where nothing changes or one of them clashes.
    """

    files: tuple[Reviewed, ...]
    written: Mapping[str, bytes | None] = field(default_factory=dict)

    @property
    def of(self) -> str:
        """Return the hash of what would be written, which taking over is of."""
        digest = hashlib.sha256()
        for path, data in sorted(self.written.items()):
            digest.update(f"{path}\0".encode())
            digest.update(hashlib.sha256(data or b"").digest())
        return digest.hexdigest()


def review(
    importer: Importer, look: Look, year: int, given: Sequence[Given], language: str
) -> Review:
    """Compare files with the content as it is now, one after the other.

    Those that cannot be used are left out; after a clash nothing would be written.
    """
    return _Reviewing(importer, look, year, language).review(given)


class _Reviewing:
    def __init__(
        self, importer: Importer, look: Look, year: int, language: str
    ) -> None:
        self._importer, self._year, self._language = importer, year, language
        self._slug = look.agency.slug
        self._sources: Sources = of_agency(look.sources, self._slug)
        self._written: dict[str, bytes | None] = {}

    def review(self, given: Sequence[Given]) -> Review:
        """Documents come first: what they bring is there for the workbooks."""
        self._importer.begin()
        books = {one.path: self._importer.is_workbook(one.path) for one in given}
        done = {
            one.path: self._one(one, book=books[one.path])
            for one in sorted(given, key=lambda one: books[one.path])
        }
        files = tuple(done[one.path] for one in given)
        clash = any(one.clashes for one in files)
        return Review(files=files, written={} if clash else self._written)

    def _one(self, given: Given, *, book: bool) -> Reviewed:
        try:
            return self._book(given) if book else self._document(given)
        except BadFileError as error:
            if book:
                why = of_workbooks.refused(error, given.name, self._language)
            else:
                error.facts.setdefault("file", given.name)
                why = of_documents.refused(error, self._language)
            return Reviewed(name=given.name, refused=why)

    def _document(self, given: Given) -> Reviewed:
        answers = read_answers(given.answers)
        found = self._importer.document(given.path, self._slug, self._year, answers)
        made = found.imported
        self._keep(found.files)
        return Reviewed(
            name=given.name,
            lines=tuple(of_documents.account(made, self._language)),
            asks=made.asks,
            changes=tuple(_changes(made, self._language)),
            clashes=tuple(_clashes(made, self._language)),
            unplaced=tuple(of_documents.unplaced(made.draft)),
        )

    def _book(self, given: Given) -> Reviewed:
        returned = self._importer.workbook(given.path)
        if returned.base.slug != self._slug:
            raise BadFileError("no-agency", agency=returned.base.slug)
        made, files = prepare(returned, self._sources)
        if not made.failed:
            self._keep(files)
        lines = of_workbooks.remarks(made, self._language)
        return Reviewed(
            name=given.name,
            refused="\n".join(of_workbooks.mistakes(made, self._language)),
            lines=tuple(lines),
            changes=tuple(
                Change(where=where, before=before, after=after)
                for where, before, after in of_workbooks.changes(made, self._language)
            ),
            clashes=tuple(
                Change(where=where, before=base, after=ours, meant=theirs)
                for where, base, ours, theirs in of_workbooks.conflicts(
                    made, self._language
                )
            ),
        )

    def _keep(self, files: Mapping[str, bytes | None]) -> None:
        """Let the next file be compared with what this one brings."""
        self._written |= files
        texts = {path: data for path, data in files.items() if data is not None}
        self._sources = replace(self._sources, texts={**self._sources.texts, **texts})


def _changes(made: FromDocument, language: str) -> Iterator[Change]:
    for where, before, after in before_after.changes(made, language):
        yield Change(where=where, before=before, after=after)


def _clashes(made: FromDocument, language: str) -> Iterator[Change]:
    for where, base, ours, theirs in before_after.conflicts(made, language):
        yield Change(where=where, before=base, after=ours, meant=theirs)
