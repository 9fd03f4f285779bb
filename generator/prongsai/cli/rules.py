"""`prongsai rules`: the official manual becomes the rules of a year, item by item."""

import datetime
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option, one_at_a_time, root_option
from prongsai.cli.paths import a_file
from prongsai.cli.today import Day
from prongsai.loading.catalogues import rules_of
from prongsai.model.catalogue import LocalCatalogue
from prongsai.rules.own_file import (
    Own,
    handed_on,
    path_of,
    read_own,
    taken_over,
    with_whole_list,
)
from prongsai.storage.internal_folder import FOLDER
from prongsai.storage.write import write_all, write_file
from prongsai.thai.dates import format_long
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from prongsai.rules.reading import Readings

_YEAR = click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    required=True,
    help="Fiscal year (พ.ศ.).",
)


class _Rules(click.Group):
    """A group whose first word is a subcommand, else the files to read."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read files where no subcommand is named."""
        if args and args[0] not in {*self.commands, "--help"}:
            args.insert(0, "read")
        return super().parse_args(ctx, args)


@click.group("rules", cls=_Rules)
def command() -> None:
    """Read the manual: prongsai rules MANUAL.pdf --year 2570; then confirm items."""


@command.command("read")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=a_file(exists=True),
)
@_YEAR
@root_option
@language_option
@click.option("--title", default="", help="The manual's own title, for its sources.")
@click.option("--ocr", is_flag=True, help="Read pages that are pictures (tesseract).")
@one_at_a_time
def read(
    files: tuple[Path, ...], year: int, root: Path, lang: str, title: str, *, ocr: bool
) -> None:
    """Read the items of manuals (PDF, Word, Excel, web page, text) as a draft."""
    try:
        from prongsai.rules.reading import (
            BadManualsError,
            read_together,
            report,
            source_words,
        )
    except ImportError:
        _stop(lang, "no-extra", EXIT_USAGE)
    own = _own(root, year, lang)
    given = [
        (source_words(path.name, title, year, lang), path.read_bytes())
        for path in files
    ]
    try:
        read = read_together(own, given, year, rules_of(year), ocr=ocr)
    except BadManualsError as error:
        for name, why in error.wrong:
            facts = {"file": name, "reason": messages.refusal(why, lang)}
            click.echo(messages.text("rules", "bad", lang, **facts), err=True)
        if len(files) > 1:
            click.echo(messages.text("rules", "nothing-read", lang), err=True)
        raise click.exceptions.Exit(EXIT_USAGE) from None
    assert read.own.data is not None  # it was made a moment ago
    assert read.own.read is not None
    pictures = _pictures(read, [data for _, data in given], year)
    write_all(root, {path_of(year): read.own.data, **pictures})
    page = _review_page(root, read.own.read, lang)
    for line in report(read, year, page, lang):
        click.echo(line)


@command.command("confirm")
@click.argument("codes", nargs=-1, required=True, metavar="ITEM…")
@_YEAR
@root_option
@language_option
@click.option("--by", default="", help="The post that compared with the manual.")
@click.option(
    "--on",
    "day",
    type=Day(),
    default=datetime.date.today,  # the agency's own day
    help="The day (พ.ศ.); today if not given.",
)
@click.option("--doubts-seen", is_flag=True, help="Doubtful lines were looked at.")
@one_at_a_time
def confirm(  # noqa: PLR0913 - one argument an option
    codes: tuple[str, ...],
    year: int,
    root: Path,
    lang: str,
    by: str,
    day: datetime.date,
    *,
    doubts_seen: bool,
) -> None:
    """Write that a post compared ITEM with the manual: from then on its list counts."""
    from prongsai.rules.ticking import CannotTickError, report, tick

    own = _own(root, year, lang)
    if own.data is None or own.read is None:
        _stop(lang, "no-draft", EXIT_USAGE, year=year)
    who = by.strip()
    try:
        ticking = tick(
            own.data, own.read, rules_of(year), codes, who, day, doubts_seen=doubts_seen
        )
    except CannotTickError as error:
        for key, facts in error.lines:
            click.echo(messages.text("rules", key, lang, **facts), err=True)
        raise click.exceptions.Exit(EXIT_USAGE) from None
    write_all(root, {path_of(year): ticking.data})
    ticked = read_own(ticking.data, "")
    if ticked is not None and (root / _page(year)).is_file():
        with suppress(ImportError):  # made elsewhere; the extra is not here
            _review_page(root, ticked, lang)
    for line in report(ticking, who, lang):
        click.echo(line)


@command.command("export")
@_YEAR
@root_option
@language_option
@click.option("--agency", required=True, help="Whose people ticked, as others read it.")
@click.option(
    "-o",
    "--output",
    type=a_file(),
    required=True,
    help="The file to hand on.",
)
@one_at_a_time
def export(year: int, root: Path, lang: str, agency: str, output: Path) -> None:
    """Hand the items that were ticked on to other agencies, with who ticked them."""
    own = _own(root, year, lang)
    ticked = [item for item in own.read.items if item.ticked] if own.read else []
    if own.data is None or own.read is None or not ticked:
        _stop(lang, "nothing-ticked", EXIT_USAGE, year=year)
    write_file(output, handed_on(own.data, own.read, agency))
    facts = {"count": len(ticked), "file": output.name}
    click.echo(messages.text("rules", "handed-on", lang, **facts))


@command.command("import")
@click.argument("file", type=a_file(exists=True))
@_YEAR
@root_option
@language_option
@one_at_a_time
def take(file: Path, year: int, root: Path, lang: str) -> None:
    """Take over what another agency ticked; what is ticked here stays."""
    given = _given(file, year, lang)
    own = _own(root, year, lang)
    data, codes, stay = taken_over(own.data, own.read, file.read_bytes())
    write_all(root, {path_of(year): with_whole_list(data, rules_of(year))})
    agencies = {i.ticked.agency or "" for i in given.items if i.ticked}
    facts = {"file": file.name, "agency": ", ".join(sorted(agencies))}
    if codes:
        said = messages.text(
            "rules", "taken-over", lang, codes=" ".join(codes), **facts
        )
        click.echo(said)
    if stay:
        click.echo(messages.text("rules", "taken-stay", lang, codes=" ".join(stay)))


def _own(root: Path, year: int, language: str) -> Own:
    """Return the agency's own file of a year; one with mistakes ends the command."""
    path = path_of(year)
    file = root / path
    if not file.is_file():
        return Own(data=None, read=None)
    data = file.read_bytes()
    read = read_own(data, path)
    if read is None:
        _stop(language, "own-broken", EXIT_CONTENT, path=path)
    return Own(data=data, read=read)


def _given(file: Path, year: int, language: str) -> LocalCatalogue:
    read = read_own(file.read_bytes(), file.name)
    if read is None or not any(item.ticked for item in read.items):
        _stop(language, "not-a-reading", EXIT_USAGE, file=file.name)
    if read.fiscal_year != year:
        facts = {"file": file.name, "found": read.fiscal_year, "year": year}
        _stop(language, "other-year", EXIT_USAGE, **facts)
    return read


def _pictures(
    read: "Readings", files: Sequence[bytes], year: int
) -> Mapping[str, bytes]:
    """Return pictures of the pages that items were read from, by path."""
    from prongsai.rules.review import pages_in, pictures_of

    own = read.own.read
    return {
        _picture(year, one.source.id(page)): picture
        for one, data in zip(read.manuals, files, strict=True)
        if own is not None and data.startswith(b"%PDF")
        for page, picture in pictures_of(data, pages_in(own, one.source.name)).items()
    }


def _review_page(root: Path, own: LocalCatalogue, language: str) -> str:
    """Write the page to compare on with the pictures that are there."""
    from prongsai.rules.review import reviewed
    from prongsai.site.internal_pages import internal_page

    year = own.fiscal_year
    every = {source.id: _picture(year, source.id) for source in own.sources}
    pictures = {
        name: path.removeprefix(f"{FOLDER}/")
        for name, path in every.items()
        if (root / path).is_file()
    }
    html = internal_page(
        "rules",
        language,
        "rules",
        own=own,
        pictures=pictures,
        items=reviewed(own, pictures),
        done=sum(not item.draft for item in own.items),
        dates={i.code: format_long(i.ticked.on) for i in own.items if i.ticked},
    )
    write_all(root, {_page(year): html.encode()})
    return _page(year)


def _page(year: int) -> str:
    return f"{FOLDER}/rules-{year}.html"


def _picture(year: int, source: str) -> str:
    return f"{FOLDER}/rules-{year}/{source}.png"


def _stop(language: str, key: str, code: int, /, **facts: object) -> NoReturn:
    click.echo(messages.text("rules", key, language, **facts), err=True)
    raise click.exceptions.Exit(code)
