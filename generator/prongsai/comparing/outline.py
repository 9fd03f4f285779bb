"""The difference as headings and lines, the same for text, Markdown and paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.comparing.changed_files import FileChanges
from prongsai.comparing.compare import ChangeKind
from prongsai.comparing.difference import Difference
from prongsai.comparing.revision import Coverage, Revision
from prongsai.comparing.words import Told, say, tell
from prongsai.findings import Finding
from prongsai.reports.words import SHORT, message_of, place_of, severity_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The changes of one file under a heading.

    `whole` is a sentence where the file as a whole came or went, `kind` that of the
    changes.
    """

    title: str
    changes: tuple[Told, ...]
    whole: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What changed for one agency, or for the site as a whole."""

    title: str
    parts: tuple[Part, ...]
    coverage: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A heading with lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole difference in words.

    `notes` are sentences about what is not a change of meaning, or could not be seen;
    `unseen` are those of the second kind alone.
    """

    sides: str
    summary: str
    tools: Listing | None
    chapters: tuple[Chapter, ...]
    vanished: Listing | None
    appeared: Listing | None
    new: Listing | None
    fixed: Listing | None
    notes: tuple[str, ...]
    unseen: tuple[str, ...]


def outline(difference: Difference, language: str) -> Outline:
    """Put the whole difference into words."""
    since, unseen = difference.findings, tuple(_unseen(difference, language))
    return Outline(
        sides=say(
            "sides",
            language,
            base=revision_name(difference.base, language),
            head=revision_name(difference.head, language),
        ),
        summary=_summary(difference, language),
        tools=_listing("tools", difference.tools, language),
        chapters=tuple(_chapters(difference, language)),
        vanished=_listing("vanished", difference.vanished, language),
        appeared=_listing("appeared", difference.appeared, language),
        new=_listing("new", _findings(since.new, language), language),
        fixed=_listing("fixed", _findings(since.fixed, language), language),
        notes=(*_formatting(difference, language), *unseen),
        unseen=unseen,
    )


def revision_name(side: Revision, language: str) -> str:
    """Return what the user called a side, with its commit."""
    name = side.name or say("work-tree", language)
    commit = side.commit[:SHORT]
    return f"{name} ({commit})" if commit and commit not in name else name


def _summary(difference: Difference, language: str) -> str:
    counted = _counted(difference)
    if not any(counted.values()):
        only = "only-formatting" if difference.formatting else "no-change"
        return say(only, language)
    parts = [
        say(f"count-{kind}", language, count=count)
        for kind, count in counted.items()
        if count
    ]
    return say("summary", language, parts=" · ".join(parts))


def _counted(difference: Difference) -> Mapping[ChangeKind, int]:
    """Count changes; a file that came or went whole is one."""
    found = [
        kind
        for file in difference.files
        for kind in ([file.whole] if file.whole else [one.kind for one in file.changes])
    ]
    return {kind: found.count(kind) for kind in ChangeKind}


def _chapters(difference: Difference, language: str) -> Iterator[Chapter]:
    for slug in difference.agencies:
        parts = (
            _part(difference, file, language)
            for file in difference.files
            if file.agency == slug
        )
        name = difference.name(slug) if slug else say("whole-site", language)
        coverage = tuple(
            _coverage(year, before, after, language)
            for (owner, year), (before, after) in difference.coverage.items()
            if owner == slug
        )
        yield Chapter(title=name, parts=tuple(parts), coverage=coverage)


def _part(difference: Difference, file: FileChanges, language: str) -> Part:
    kind = say(f"file-{file.kind}", language)
    title = say("part", language, kind=kind, year=file.year) if file.year else kind
    changes = tuple(tell(difference, file, change, language) for change in file.changes)
    if file.whole is None:
        return Part(title=title, changes=changes, kind=file.kind)
    sentence = say(f"whole-{file.whole}", language, path=file.path, count=len(changes))
    return Part(title=title, changes=changes, whole=sentence, kind=file.kind)


def _coverage(
    year: int, before: Coverage | None, after: Coverage | None, language: str
) -> str:
    old, new = (
        side or Coverage(pages=0, of=0, complete=0, incomplete=0, unknown=0)
        for side in (before, after)
    )
    return say(
        "coverage",
        language,
        year=year,
        of=new.of or old.of,
        pages=_became(old.pages, new.pages),
        complete=_became(old.complete, new.complete),
        incomplete=_became(old.incomplete, new.incomplete),
        unknown=_became(old.unknown, new.unknown),
    )


def _became(before: int, after: int) -> str:
    return str(after) if before == after else f"{before} → {after}"


def _listing(key: str, lines: tuple[str, ...] | None, language: str) -> Listing | None:
    if not lines:
        return None
    return Listing(title=say(key, language, count=len(lines)), lines=lines)


def _findings(findings: tuple[Finding, ...], language: str) -> tuple[str, ...]:
    return tuple(
        f"{severity_word(one.severity, language)}: {message_of(one, language)} "
        f"[{one.code}] {place_of(one)}"
        for one in findings
    )


def _formatting(difference: Difference, language: str) -> Iterator[str]:
    if difference.formatting:
        paths = ", ".join(difference.formatting)
        count = len(difference.formatting)
        yield say("formatting", language, count=count, paths=paths)


def _unseen(difference: Difference, language: str) -> Iterator[str]:
    unseen = len(difference.findings.unseen)
    if unseen:
        yield say("unseen", language, count=unseen)
    for side in (difference.base, difference.head):
        name = revision_name(side, language)
        for path in sorted(side.unreadable):
            yield say("unreadable", language, side=name, path=path)
        if side.addresses is None:
            yield say("no-addresses", language, side=name)
