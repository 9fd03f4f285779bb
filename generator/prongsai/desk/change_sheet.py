"""What changed since the last publish, for the person who agrees to it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import __version__
from prongsai.comparing.called import Called
from prongsai.comparing.changed_files import FILES
from prongsai.comparing.difference import Difference, difference
from prongsai.comparing.grave import announced, is_announced
from prongsai.comparing.outline import Part, outline
from prongsai.comparing.pictured import Pictured, pictured
from prongsai.comparing.revision import read_content
from prongsai.comparing.words import Told, say, tell
from prongsai.desk.beside import remark
from prongsai.desk.past import Past
from prongsai.reports.report import Heading
from prongsai.reports.words import severity_word
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import slug_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSheet:
    """Everything that changed, the gravest first.

    Attributes:
        since: when it was published last (ISO), empty where that is not known.
        vanished: addresses that will not open any more.
        compared: whether addresses could be compared; errors forbid it.
        announced: changes of figures that an assessor announced.
        parts: all other changes, under headings.
        files: documents that came, changed or went.
        problems: what is wrong now and was not before, in words.
    """

    since: str
    summary: str
    vanished: tuple[str, ...]
    compared: bool
    announced: tuple[Told, ...]
    parts: tuple[Part, ...]
    files: tuple[Pictured, ...]
    coverage: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Return whether nothing changed."""
        return not (self.announced or self.parts or self.files or self.vanished)


def change_sheet(
    now: Sources, past: Past, slug: str, today: datetime.date, language: str
) -> ChangeSheet:
    """Compare an agency with what was published last; then all of it is new."""
    since, before = past.published() or ("", _nothing(now, slug))
    whole = difference(
        Heading(program=__version__, catalogue=today, date=today),
        read_content("", "", before, today),
        read_content("", "", now, today),
    )
    own = whole.only(slug)
    told = outline(own, language)
    called = Called.of(own, slug)
    return ChangeSheet(
        since=since,
        summary=told.summary,
        vanished=told.vanished.lines if told.vanished else (),
        compared=own.vanished is not None or not since,
        announced=tuple(
            called.told(tell(own, file, change, language))
            for file, change in announced(own)
        ),
        parts=tuple(_parts(own, called, language)),
        files=tuple(pictured(own, past, called, slug)),
        coverage=tuple(one for part in told.chapters for one in part.coverage),
        problems=tuple(_problems(own, language)),
    )


def _nothing(now: Sources, slug: str) -> Sources:
    """Return the sources without the agency."""
    texts = {path: one for path, one in now.texts.items() if slug_of(path) != slug}
    return Sources(texts=texts, attachments={})


def _parts(own: Difference, called: Called, language: str) -> Iterator[Part]:
    """Yield what else changed, file by file."""
    for file in own.files:
        changes = [one for one in file.changes if not is_announced(file, one)]
        if changes and file.kind != FILES:
            kind = say(f"file-{file.kind}", language)
            year = say("part", language, kind=kind, year=file.year)
            told = (called.told(tell(own, file, one, language)) for one in changes)
            yield Part(title=year if file.year else kind, changes=tuple(told))


def _problems(own: Difference, language: str) -> Iterator[str]:
    for one in own.findings.new:
        text = " ".join(remark(one, language).text.split())
        yield f"{severity_word(one.severity, language)}: {text}"
