"""What was typed wrongly, in the language of the person: all that click refuses.

click's own sentences are English. What it knows about the mistake is taken out of its
exceptions and said in our words; what may be typed follows from the type of the option.
"""

import ast
import datetime
import re
from collections.abc import Iterable
from typing import IO, Any  # click's own form

import click

from prongsai import messages
from prongsai.thai.dates import buddhist_year

_TYPED = re.compile(
    r"(?:\w+ )?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\S+) (?:is|does) "
)
"""In click's sentence about a value, the value itself."""

_ALONE = "does not take"
"""In click's sentence about an option that was given a value and takes none."""

_MORE = re.compile(r"\((.*)\)", re.DOTALL)
"""In click's sentence about words that are too many, those words."""


class MistypedError(click.UsageError):
    """A command that cannot be carried out as it was typed, in the person's words."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, file=file, err=file is None)


def mistyped(language: str, key: str, /, **facts: object) -> MistypedError:
    """Return the refusal of what was typed; `key` is in `messages/mistyped.yml`."""
    return MistypedError(_text(key, language, **facts))


def in_words(error: click.ClickException, language: str) -> click.ClickException:
    """Return what click refuses as a sentence of ours; its help is left alone."""
    if isinstance(error, MistypedError | click.exceptions.NoArgsIsHelpError):
        return error
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_ = _text(
        "help", language, command=context.command_path if context else "prongsai"
    )
    return MistypedError(f"{_what(error, language)}\n{help_}")


def typed_language(words: Iterable[str]) -> str:
    """Return the language that was asked for, before the options are read."""
    parts = " ".join(words).replace("=", " ").split()
    asked = parts[parts.index("--lang") + 1 :] if "--lang" in parts else []
    return asked[0] if asked and asked[0] in messages.LANGUAGES else "th"


def _what(error: click.ClickException, language: str) -> str:
    """Return what is wrong."""
    match error:
        case click.NoSuchCommand():
            key, name = "no-such-command", error.command_name
            return _unknown(key, name, error.possibilities, language)
        case click.NoSuchOption():
            key, name = "no-such-option", error.option_name
            return _unknown(key, name, error.possibilities, language)
        case click.BadOptionUsage():
            alone = _ALONE in error.message
            key = "option-takes-nothing" if alone else "option-needs-value"
            return _text(key, language, name=error.option_name)
        case click.MissingParameter():
            return _missing(error.param, language)
        case click.BadParameter():
            return _value(error, language)
        case _:
            return _other(error.format_message(), language)


def _unknown(
    key: str, name: str, possibilities: list[str] | None, language: str
) -> str:
    """Return that there is no such name, and which are near it."""
    may_be = ", ".join(possibilities or ()) or "–"
    return _text(key, language, name=name, may_be=may_be)


def _other(said: str, language: str) -> str:
    more = _MORE.search(said)
    if more is None:
        return _text("other", language)
    return _text("too-many", language, words=more[1])


def _missing(param: click.Parameter | None, language: str) -> str:
    name = _name(param, language)
    if not isinstance(param, click.Option):
        return _text("missing-argument", language, name=name)
    said = _text("missing-option", language, name=name)
    return f"{said} {_wanted(param, language)}".rstrip()


def _value(error: click.BadParameter, language: str) -> str:
    typed = _TYPED.match(error.message)
    shown = _unquoted(typed[1]) if typed else "–"
    name = _name(error.param, language)
    said = _text("bad-value", language, name=name, typed=shown)
    return f"{said} {_wanted(error.param, language)}".rstrip()


def _unquoted(text: str) -> str:
    return str(ast.literal_eval(text)) if text[0] in "'\"" else text


def _name(param: click.Parameter | None, language: str) -> str:
    """Return an option as it is typed, and an argument as what it is."""
    if isinstance(param, click.Option):
        return param.opts[-1]
    return _text(f"argument-{param.name if param else 'file'}", language)


def _wanted(param: click.Parameter | None, language: str) -> str:
    """Return what may be typed there; empty where anything may."""
    match param.type if param else None:
        case click.Choice() as kind:
            choices = ", ".join(map(str, kind.choices))
            return _text("wanted-choice", language, choices=choices)
        case click.IntRange() as kind if kind.max is not None:
            return _text("wanted-range", language, first=kind.min, last=kind.max)
        case click.Path() as kind:
            key = "folder" if not kind.file_okay else "file"
            return _text(f"wanted-{key if kind.exists else f'new-{key}'}", language)
        case click.types.IntParamType():
            return _text("wanted-number", language)
        case click.types.StringParamType() | None:
            return ""
    year = buddhist_year(datetime.date.today())  # noqa: DTZ011 - the person's own day
    return _text("wanted-day", language, day=f"{year}-03-31")


def _text(key: str, language: str, /, **facts: object) -> str:
    shown = {name: messages.visible(str(fact)) for name, fact in facts.items()}
    return messages.text("mistyped", key, language, **shown)
