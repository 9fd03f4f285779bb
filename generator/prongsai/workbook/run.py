"""Import a workbook: compare, check the result, write all files or none."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any  # trees of YAML

from prongsai.findings import Finding, Severity
from prongsai.loading.catalogues import rules_of
from prongsai.loading.content import Content
from prongsai.loading.file_kinds import KINDS
from prongsai.loading.load import load
from prongsai.loading.published import record_files
from prongsai.loading.references import check_references
from prongsai.loading.validate import shape
from prongsai.model.agency import Agency
from prongsai.storage.complete import read_complete
from prongsai.storage.content_folder import Sources
from prongsai.storage.limits import MAX_FILE, BadFileError
from prongsai.storage.write import write_all
from prongsai.workbook.added import give_ids
from prongsai.workbook.cited import Cited, with_ids
from prongsai.workbook.entry_words import EntryWords
from prongsai.workbook.files import (
    catalogue_edits,
    edits_for,
    list_edits,
    written,
)
from prongsai.workbook.merge import Conflict, Merged, Spot, merge_page
from prongsai.workbook.placed import put_in_place, split_deleted
from prongsai.workbook.read import ReadPage, Returned, read_book
from prongsai.workbook.recognised import recognised
from prongsai.workbook.safe_text import fitting
from prongsai.workbook.tables import SheetRow, rows_of
from prongsai.workbook.taken_away import staying, taken_away
from prongsai.workbook.wrong import spot_of
from prongsai.yaml.reader import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A value that makes an error: the finding, and the cell where one is known."""

    finding: Finding
    spot: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result of an import; `files` are those that were (or would be) written."""

    returned: Returned
    merged: Merged
    wrong: tuple[Wrong, ...]
    files: tuple[str, ...]
    paths: Mapping[str, str]
    words: EntryWords

    @property
    def failed(self) -> bool:
        """Return whether nothing could be written."""
        merged = self.merged
        return bool(merged.conflicts or merged.problems or self.wrong)


def import_book(
    root: Path, file: Path, *, delete: bool = False, dry: bool = False
) -> Imported:
    """Import a workbook into the project at `root`.

    Raises:
        BadFileError: workbook or content cannot be used; nothing was written.
        IncompleteError: something of the content could not be read; likewise.
    """
    try:
        size = file.stat().st_size
        if size > MAX_FILE:
            limit = MAX_FILE // 1_000_000
            raise BadFileError("file-too-big", size=size // 1_000_000, limit=limit)
        data = file.read_bytes()
    except OSError as error:
        raise BadFileError("cannot-open", reason=error.strerror or "") from error
    returned = read_book(data)
    sources = read_complete(root, returned.base.slug)
    imported, files = prepare(returned, sources, delete=delete)
    if not imported.failed and not dry:
        write_all(root, files)
    return imported


def prepare(
    returned: Returned, sources: Sources, *, delete: bool = False
) -> tuple[Imported, dict[str, bytes]]:
    """Compare a workbook with the content, and return the new files."""
    paths = _paths(returned, sources)
    trees = {kind: _tree(sources, path, kind) for kind, path in paths.items()}
    merged = Merged()
    pages = [
        replace(page, base=replace(page.base, rows={}), lost=frozenset(page.base.rows))
        if trees[page.sheet.kind] is None
        else page
        for page in returned.pages
    ]
    words = _words(returned, sources)
    cited = _cited(returned, sources, pages, trees)
    pages, merged.problems[:] = list(cited.pages), cited.problems
    pages, gone = put_in_place(pages, trees, merged)
    found = recognised(pages, words)
    pages = list(found.pages)
    merged.warned += (*found.warned, *staying(pages, trees))
    merged.problems += found.problems
    for page in pages:
        _known_texts(page, returned.base.fiscal_year)
        merge_page(page, rows_of(page.sheet, trees[page.sheet.kind]), merged)
    known = {one.path for one in merged.deleted}
    merged.deleted += [one for one in taken_away(pages, trees) if one.path not in known]
    split_deleted(merged, gone, delete=delete)
    if delete:
        _refuse_touched(merged, pages, trees)
    give_ids(merged, _used(sources, trees), pages)
    merged.problems.sort(key=lambda one: one.spot.place)
    files = {}
    for kind, path in paths.items():
        tree = trees[kind] or {}
        edits = edits_for(tree, kind, merged)
        if kind == "catalogue" and edits:
            edits += catalogue_edits(tree, edits, returned.base.fiscal_year)
        if kind == "disclosures" and edits and "codes_of" not in tree:
            edits += list_edits(trees.get("catalogue"), returned.base.fiscal_year)
        new = written(sources.texts.get(path), tree, kind, edits)
        if new is not None and new != sources.texts.get(path):
            files[path] = new
    wrong: tuple[Wrong, ...] = ()
    if files and not merged.conflicts and not merged.problems:
        wrong = tuple(_wrong(sources, files, pages, paths))
    names = tuple(sorted(files))
    return Imported(
        returned=returned,
        merged=merged,
        wrong=wrong,
        files=names,
        paths=paths,
        words=words,
    ), files


def _words(returned: Returned, sources: Sources) -> EntryWords:
    """Return the words of the agency as it is now."""
    base = returned.base
    path = f"content/agencies/{base.slug}/agency.yml"
    agency = None
    if data := sources.texts.get(path):
        agency, _ = shape(Agency, read_yaml(data, path))
    return EntryWords(agency.units if agency else (), base.fiscal_year)


def _cited(
    returned: Returned,
    sources: Sources,
    pages: Iterable[ReadPage],
    trees: Mapping[str, Any],
) -> Cited:
    """Put ids in the place of the names of documents."""
    base = returned.base
    folder = f"content/agencies/{base.slug}/{base.fiscal_year}/files/"
    files = [
        path.removeprefix(folder)
        for path in sources.attachments
        if path.startswith(folder)
    ]
    rules = rules_of(base.fiscal_year)
    titles = {item.code: item.title for item in rules.items} if rules else {}
    used = _used(sources, trees)
    return with_ids(pages, trees.get("disclosures"), files, titles, used)


def _paths(returned: Returned, sources: Sources) -> dict[str, str]:
    base = returned.base
    folder = f"content/agencies/{base.slug}"
    if f"{folder}/agency.yml" not in sources.texts:
        raise BadFileError("no-agency", agency=base.slug)
    kinds = {page.sheet.kind for page in returned.pages}
    of_site = {
        "agency": f"{folder}/agency.yml",
        "catalogue": f"content/catalogue/{base.fiscal_year}.yml",
        "site": "content/site.yml",
    }
    return {
        kind: of_site.get(kind) or f"{folder}/{base.fiscal_year}/{kind}.yml"
        for kind in sorted(kinds)
    }


def _tree(sources: Sources, path: str, kind: str) -> dict[str, Any] | None:
    data = sources.texts.get(path)
    if data is None:
        return None
    read = read_yaml(data, path)
    value, _ = shape(KINDS[kind], read)
    if value is None or not isinstance(read.tree, dict):
        raise BadFileError("content", file=path)
    return read.tree


def _known_texts(page: ReadPage, year: int) -> None:
    """Give rows the catalogue's text where it has one for them."""
    rules = rules_of(year) if page.sheet.texts else None
    texts = page.sheet.texts(rules) if page.sheet.texts and rules else {}
    for row in page.rows:
        if row.key in texts:
            row.shown["known_text"] = texts[row.key]


def _refuse_touched(
    merged: Merged, pages: Iterable[ReadPage], trees: Mapping[str, Any]
) -> None:
    """Make a conflict of rows that are gone here and changed in the YAML."""
    touched = {one.target.path for one in merged.changes}
    for page in pages:
        for row in rows_of(page.sheet, trees[page.sheet.kind]):
            if dict(page.base.rows.get(row.key, {})) != _fitting(row):
                touched.add(row.path)
    for one in merged.deleted:
        length = len(one.path)
        if any(path[:length] == one.path for path in touched):
            column = one.spot.sheet.keys[-1]
            ours = " ".join(one.key)
            merged.conflicts.append(
                Conflict(
                    spot=one.spot,
                    column=column,
                    key=one.key,
                    base=ours,
                    ours=ours,
                    theirs=None,
                )
            )


def _fitting(row: SheetRow) -> dict[str, str]:
    return {name: fitting(text) for name, text in row.cells.items()}


def _used(sources: Sources, trees: Mapping[str, Any]) -> set[str]:
    """Return every id that is in use or was ever published."""
    texts = (sources.texts[path] for path in record_files(sources.texts))
    published = b"\n".join(texts).decode("utf-8", "replace")
    words = published.replace("#", "/").replace("\n", "/").split("/")
    return {word.strip(" \"'") for word in words} | set(_ids(list(trees.values())))


def _ids(tree: Any) -> Iterable[str]:  # noqa: ANN401 - a tree of YAML
    stack = [tree]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            if isinstance(here.get("id"), str):
                yield here["id"]
            stack += here.values()
        elif isinstance(here, list):
            stack += here


def _wrong(
    sources: Sources,
    files: Mapping[str, bytes],
    pages: Iterable[ReadPage],
    paths: Mapping[str, str],
) -> Iterable[Wrong]:
    """Yield the errors that the content has only since the import."""
    before = Counter(map(_what, _errors(sources)))
    texts = {**sources.texts, **files}
    for finding in _errors(replace(sources, texts=texts)):
        if before[_what(finding)] > 0:
            before[_what(finding)] -= 1
            continue
        yield Wrong(finding=finding, spot=spot_of(finding, files, pages, paths))


def _what(finding: Finding) -> tuple[object, ...]:
    return finding.fingerprint, finding.facts, finding.place.path


def _errors(sources: Sources) -> list[Finding]:
    content, findings = load(sources)
    return [
        finding
        for finding in (*findings, *_references(content))
        if finding.severity is Severity.ERROR
    ]


def _references(content: Content | None) -> tuple[Finding, ...]:
    return check_references(content) if content else ()
