"""Which files of the content changed: YAML by what it says, attachments by bytes."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from prongsai.comparing.compare import Change, ChangeKind, PathStep, compare
from prongsai.comparing.revision import Revision, years
from prongsai.model.leaves import leaves
from prongsai.model.site import Published
from prongsai.storage.content_folder import Attachment

FILES = "files"
"""The kind of changes of attachments' bytes; other kinds are named like YAML files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChanges:
    """The changes of one YAML file, or of the attachments of a year.

    `kind` is `site`, `published`, `catalogue`, `agency`, `scores`, `measures`,
    `disclosures`, `survey` or `files`. `whole` says that the file came or went.
    """

    path: str
    kind: str
    agency: str
    year: int
    changes: tuple[Change, ...]
    whole: ChangeKind | None = None


def changed_files(base: Revision, head: Revision) -> tuple[FileChanges, ...]:
    """Return the files with changes, by agency, newest year first."""
    return tuple(sorted((*_yaml(base, head), *_attachments(base, head)), key=_order))


_KINDS = ("site", "published", "catalogue", "agency", "disclosures", "measures")


def _order(file: FileChanges) -> tuple[str, int, int, str]:
    rank = _KINDS.index(file.kind) if file.kind in _KINDS else len(_KINDS)
    return (file.agency, -file.year if file.agency else 0, rank, file.path)


def _yaml(base: Revision, head: Revision) -> Iterator[FileChanges]:
    old, new = base.records, head.records
    for path in sorted({*base.sources.texts, *head.sources.texts}):
        if base.cannot_read(path) or head.cannot_read(path):
            continue
        before, after = old.get(path), new.get(path)
        changes = (
            tuple(change for change in compare(before, after) if not _recorded(change))
            if before or after
            else ()
        )
        whole = (
            ChangeKind.ADDED
            if before is None
            else ChangeKind.REMOVED
            if after is None
            else None
        )
        if changes:
            kind, agency, year = owner_of(path)
            yield FileChanges(
                path=path,
                kind=kind,
                agency=agency,
                year=year,
                changes=changes,
                whole=whole,
            )


def _recorded(change: Change) -> bool:
    """Return whether a change is only the record of addresses (reported anyway)."""
    return change.way[0] == PathStep(model=Published.__name__, name="addresses")


def owner_of(path: str) -> tuple[str, str, int]:
    """Return kind, agency and year of a YAML file."""
    match path.removesuffix(".yml").split("/"):
        case ["content", "agencies", slug, year, kind] if year.isdecimal():
            return kind, slug, int(year)
        case ["content", "agencies", slug, kind]:
            return kind, slug, 0
        case ["content", "published", _]:
            return "published", "", 0
        case ["content", "catalogue", year]:
            return "catalogue", "", int(year)
        case parts:
            return parts[-1], "", 0


def _attachments(base: Revision, head: Revision) -> Iterator[FileChanges]:
    """Yield what became of attachments.

    A file that came or went with the record that names it is reported once.
    """
    before, after = base.sources.attachments, head.sources.attachments
    once, now = _named(base), _named(head)
    told = once ^ now
    found: dict[tuple[str, int], list[Change]] = {}
    for path in sorted(before.keys() | after.keys()):
        if base.cannot_read(path) or head.cannot_read(path):
            continue
        old, new = before.get(path), after.get(path)
        owner, year, name = _place(path)
        if _bytes(old) == _bytes(new) or ((not old or not new) and path in told):
            continue
        kind = ChangeKind.between(old, new)
        change = Change(
            kind=kind, way=(PathStep(model=FILES, name=name),), before=old, after=new
        )
        found.setdefault((owner, year), []).append(change)
    for (owner, year), changes in found.items():
        folder = f"content/agencies/{owner}/{year}/files"
        yield FileChanges(
            path=folder, kind=FILES, agency=owner, year=year, changes=tuple(changes)
        )


def _bytes(attachment: Attachment | None) -> str:
    return attachment.sha256 if attachment else ""


def _place(path: str) -> tuple[str, int, str]:
    match path.split("/", 5):
        case ["content", "agencies", slug, year, "files", name] if year.isdecimal():
            return slug, int(year), name
        case _:
            return "", 0, path


def _named(side: Revision) -> set[str]:
    """Return the paths of attachments that a record of the side names."""
    found = set[str]()
    for agency, year in years(side.content):
        folder = f"content/agencies/{agency.slug}/{year.fiscal_year}/files"
        for loaded in (year.disclosures, year.measures):
            record: BaseModel | None = loaded.value if loaded else None
            for way, value in leaves(record):
                if way[-1] in {"file", "signed_file"}:
                    found.add(f"{folder}/{value}")
    return found
