"""`prongsai clean`."""

from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import language_option, root_option, say
from prongsai.storage.below import found_in

_MEMORY = 330_000_000
"""Bytes for one file: what cleans needs 70 MB of its own, which are counted, too."""


@click.command("clean")
@root_option
@language_option
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def command(root: Path, lang: str, files: tuple[str, ...]) -> None:
    """Make a copy without metadata, notes, changes, earlier versions, files inside.

    The copy lies next to the file, which stays as it is. A name alone is looked for
    among the evidence of the project.
    """
    done = [_clean(root, name, lang) for name in files]
    raise click.exceptions.Exit(0 if all(done) else EXIT_CONTENT)


def _clean(root: Path, name: str, lang: str) -> bool:
    """Clean one file; return whether nothing is left in its copy."""
    from prongsai.storage.attachments.read import readers
    from prongsai.storage.cleaning import cleaned, read_small
    from prongsai.storage.confined import Limits, confined
    from prongsai.storage.limits import BadFileError
    from prongsai.storage.write import write_file

    path = _place(root, name)
    if path is None:
        say(lang, "clean-no-file", file=name)
        return False
    if not {"PIL", "pikepdf"} <= readers():
        raise mistyped(lang, "no-pikepdf")
    try:
        data, limits = read_small(path), Limits(memory=_MEMORY)
        made = confined(cleaned, data, readers(), limits=limits)
    except BadFileError as error:
        reason = messages.refusal(error, lang, file=path.name)
        say(lang, "clean-refused", file=path.name, reason=reason)
        return False
    if not made.taken and not made.left:
        say(lang, "clean-nothing", file=path.name)
        return True
    copy = _free(path)
    write_file(copy, made.data)
    say(lang, "clean-written", file=path.name, copy=str(copy))
    for key in made.taken:
        say(lang, f"clean-took-{key}")
    for trace in made.left:
        say(lang, f"clean-left-{trace}")
    return not made.left


def _place(root: Path, name: str) -> Path | None:
    """Return the file: as it is named, or among the evidence of the project."""
    if Path(name).is_file():
        return Path(name)
    found = found_in(root / "content" / "agencies", f"*/*/files/{_literal(name)}")
    return found[0] if len(found) == 1 else None


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name).lstrip("/")


def _free(path: Path) -> Path:
    """Return a name that is not taken, next to the file."""
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        copy = path.with_name(f"{path.stem}-clean{more}{path.suffix}")
        if not copy.exists():
            return copy
        number += 1
