"""The double click: import the workbook in the folder, build, show the result."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prongsai import messages
from prongsai.building import Built, build
from prongsai.keeping import kept_lines
from prongsai.reports.html import as_html
from prongsai.reports.report import heading, report
from prongsai.site.internal_pages import internal_page
from prongsai.site.offline import write_offline
from prongsai.site.page_types import Plan
from prongsai.storage.content_folder import read_sources
from prongsai.storage.limits import BadFileError
from prongsai.storage.write import Scratch, swap, write_all
from prongsai.workbook.read import is_workbook
from prongsai.workbook.report import refused
from prongsai.workbook.report import report as told
from prongsai.workbook.run import import_book

PREVIEW = "build/preview"
FINDINGS = "build/internal/findings.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What to open, whether the site was built, and whether every agency was."""

    show: Path
    built: bool
    whole: bool = True

    @property
    def message(self) -> str:
        """Return the key of the sentence that says how it ended."""
        if not self.built:
            return "start-wrong"
        return "start-done" if self.whole else "start-kept"


def start(
    root: Path, today: datetime.date, language: str, tell: Callable[[str], None]
) -> Started:
    """Import the newest workbook in `root`, build, and return what to open.

    With a conflict, a bad file or an error in the content the old site stays, and the
    page to open lists what is wrong.
    """
    book = newest_workbook(root)
    if book is None:
        tell(_say("start-no-book", language))
    else:
        tell(_say("start-import", language, file=book.name))
        failed = list(_imported(root, book, language, tell))
        if failed:
            return Started(show=_notice(root, failed, language), built=False)
    tell(_say("start-build", language))
    built = build(root, read_sources(root), today)
    page = _findings(root, built, today, language)
    if built.plan is None:
        return Started(show=page, built=False)
    preview = _preview(root, built.plan)
    for line in kept_lines(built.kept, language):
        tell(line)
    return Started(
        show=page if built.kept else preview, built=True, whole=not built.kept
    )


def newest_workbook(root: Path) -> Path | None:
    """Return the workbook of `prongsai export` in a folder that was saved last."""
    books = [
        path
        for path in root.glob("*.xlsx")
        if not path.name.startswith(("~$", ".")) and is_workbook(path)
    ]
    return max(
        books, key=lambda path: (path.stat().st_mtime_ns, path.name), default=None
    )


def _say(key: str, language: str, /, **facts: object) -> str:
    return messages.text("workbook", key, language, **facts)


def _imported(
    root: Path, book: Path, language: str, tell: Callable[[str], None]
) -> Iterator[str]:
    """Import a workbook; yield what is wrong where nothing was written."""
    try:
        imported = import_book(root, book)
    except BadFileError as error:
        yield refused(error, book.name, language)
        return
    lines = list(told(imported, language))
    if imported.failed:
        yield from lines
        return
    for line in lines:
        tell(line)


def _notice(root: Path, lines: Sequence[str], language: str) -> Path:
    title = _say("start-not-imported", language)
    page = internal_page("notice", language, title=title, lines=lines)
    return _write(root, page)


def _findings(root: Path, built: Built, today: datetime.date, language: str) -> Path:
    findings = (*built.findings, *built.site_errors)
    made = report(heading(root, today), built.content, findings, language)
    return _write(root, as_html(made))


def _write(root: Path, page: str) -> Path:
    write_all(root, {FINDINGS: page.encode()})
    return root / FINDINGS


def _preview(root: Path, plan: Plan) -> Path:
    """Unpack the copy that opens without a server, and return its first page."""
    copy = write_offline(root, plan.context.content.site.value)
    unpacked = Scratch.empty(root / f"{PREVIEW}.next")
    unpacked.unpack(copy)
    swap(root, {PREVIEW: unpacked.folder})
    return root / PREVIEW / copy.stem / "web" / "index.html"
