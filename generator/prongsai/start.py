"""The double click: import the workbook in the folder, then open the desk.

Where there is no desk (not installed, or no screen) the site is built and shown.

In a folder without a site the five questions are asked on a page; the file of answers
that it saves, put into the folder, makes the site.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from prongsai import messages
from prongsai.building import Built, build
from prongsai.model.site import Site
from prongsai.new import AnswersError, NotEmptyError, new_site, read_answers
from prongsai.new.answers import QUESTIONS, kinds, last_year, question, sites
from prongsai.reports.html import as_html
from prongsai.reports.report import about_project, heading, report
from prongsai.site.internal_pages import internal_page
from prongsai.site.kept_pages import kept_lines
from prongsai.site.offline import write_offline
from prongsai.storage.below import found_in
from prongsai.storage.limits import BadFileError
from prongsai.storage.write import Scratch, swap, write_all, write_file
from prongsai.thai.dates import fiscal_year
from prongsai.thai.years import FIRST_YEAR
from prongsai.workbook.export import CannotExportError, export_xlsx
from prongsai.workbook.read import is_workbook
from prongsai.workbook.report import refused
from prongsai.workbook.report import report as told
from prongsai.workbook.run import import_book

PREVIEW = "build/preview"
FINDINGS = "build/internal/findings.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What to open, whether the site was built, and whether every agency was.

    `asks` tells that the page asks for what a new site is made of.
    """

    show: Path
    built: bool
    whole: bool = True
    asks: bool = False

    @property
    def message(self) -> str:
        """Return the key of the sentence that says how it ended."""
        if self.asks:
            return "start-asks"
        if not self.built:
            return "start-wrong"
        return "start-done" if self.whole else "start-kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is against the answers in the folder, and what they say by question."""

    problems: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)


def start(
    root: Path, today: datetime.date, language: str, tell: Callable[[str], None]
) -> Started:
    """Import the newest workbook in `root`, build, and return what to open.

    With a conflict, a bad file or an error in the content the old site stays, and the
    page to open lists what is wrong.
    """
    if not (root / "content").is_dir():
        asked = _begun(root, fiscal_year(today), language, tell)
        if asked is not None:
            page = _questions(root, fiscal_year(today), asked, language)
            return Started(show=page, built=False, asks=True)
    book = newest_workbook(root)
    if book is None:
        tell(_say("start-no-book", language))
    else:
        tell(_say("start-import", language, file=book.name))
        failed = list(_imported(root, book, language, tell))
        if failed:
            return Started(show=_notice(root, failed, language), built=False)
    tell(_say("start-build", language))
    built = build(root, today)
    page = _findings(root, built, today, language)
    if built.site is None:
        return Started(show=page, built=False)
    preview = _preview(root, built.site)
    for line in kept_lines(built.kept, language):
        tell(line)
    return Started(
        show=page if built.kept else preview, built=True, whole=not built.kept
    )


def taken_in(root: Path, language: str, tell: Callable[[str], None]) -> Path | None:
    """Import the newest workbook in a folder that has a site, before the desk opens.

    Returns:
        The page with the reasons if it could not be imported, else None.
    """
    book = newest_workbook(root) if (root / "content").is_dir() else None
    if book is None:
        return None
    tell(_say("start-import", language, file=book.name))
    failed = list(_imported(root, book, language, tell))
    return _notice(root, failed, language) if failed else None


def _begun(
    root: Path, running: int, language: str, tell: Callable[[str], None]
) -> _Asked | None:
    """Make a site of the answers in the folder; return what is against it.

    None means that it was made, no problem at all that there are no answers yet.
    """
    wanted = Path(messages.text("new", "answers-file", language))
    files = sorted(
        found_in(root, f"{wanted.stem}*{wanted.suffix}"),
        key=lambda path: (path.stat().st_mtime_ns, path.name),
    )
    if not files:
        return _Asked()
    try:
        answers = read_answers(files[-1].read_bytes(), running)
        new_site(root, answers, beside=True)
    except AnswersError as error:
        return _Asked(problems=tuple(error.lines(language)), said=error.said)
    except NotEmptyError:
        said = messages.text("new", "not-empty", language, folder=root.name)
        return _Asked(problems=(said,))
    facts = {
        "name": answers.name,
        "year": answers.year,
        "folder": root.resolve().name,
        "own": answers.folder,
    }
    tell(messages.text("new", "made", language, **facts))
    with suppress(CannotExportError):  # without openpyxl there is only the site
        name, data = export_xlsx(root, None, answers.year, None, language)
        write_file(root / name, data)
        tell(_say("exported", language, file=name))
    return None


def _questions(root: Path, running: int, asked: _Asked, language: str) -> Path:
    """Write the page that asks what a new site is made of, and return it.

    What was answered before is filled in, with a proposal for the name of the folder.
    """
    page = internal_page(
        "new",
        language,
        "new",
        problems=asked.problems,
        said={name: asked.said.get(name, "") for name in QUESTIONS},
        kinds=tuple(kinds(language)),
        sites=tuple(sites(language)),
        words={name: question(name, language) for name in QUESTIONS},
        first=FIRST_YEAR,
        running=running,
        last=last_year(running),
        file=messages.text("new", "answers-file", language),
        starter=_say("starter", language),
    )
    name = messages.text("new", "page-file", language)
    write_all(root, {name: page.encode()})
    return root / name


def newest_workbook(root: Path) -> Path | None:
    """Return the workbook of `prongsai export` in a folder that was saved last."""
    books = [
        path
        for path in found_in(root, "*.xlsx")
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
    made = report(
        heading(root, today), about_project(built.checked), findings, language
    )
    return _write(root, as_html(made))


def _write(root: Path, page: str) -> Path:
    write_all(root, {FINDINGS: page.encode()})
    return root / FINDINGS


def _preview(root: Path, site: Site) -> Path:
    """Unpack the copy that opens without a server, and return its first page."""
    copy = write_offline(root, site)
    unpacked = Scratch.empty(root / f"{PREVIEW}.next")
    unpacked.unpack(copy)
    swap(root, {PREVIEW: unpacked.folder})
    return root / PREVIEW / copy.stem / "web" / "index.html"
