"""What is personal in one text, by every rule, but for what the agency allows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from prongsai.checks._personal_tables import in_tables
from prongsai.thai import personal_words as words
from prongsai.thai.lookalikes import odd_ids, odd_phones
from prongsai.thai.personal import (
    bank_accounts,
    citizen_ids,
    has_long_number,
    hidden_phone,
    mobile_numbers,
)
from prongsai.thai.spelled import spelled

Seen = tuple[str, str]
"""What it is (the end of a code), and how it looks, hidden but for a part."""

KINDS = (
    "account",
    "birth",
    "card",
    "email",
    "home",
    "id",
    "line",
    "passport",
    "phone",
    "plate",
)
_BY_NUMBER: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("account", bank_accounts),
    ("card", words.cards),
    ("id", words.card_backs),
)
_BY_WORD: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("passport", words.passports),
    ("birth", words.birth_dates),
    ("home", words.homes),
    ("plate", words.plates),
    ("patient", words.patients),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the agency gives to the public itself; `all_phones` where an item asks."""

    text: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    all_phones: bool = False

    @classmethod
    def of(cls, text: str) -> "Allowed":
        """Return what is in the agency's own contacts."""
        return cls(
            text=spelled(text).lower(),
            phones=frozenset(mobile_numbers(text)),
            emails=frozenset(words.email_addresses(text)),
        )


def seen_in(text: str, allowed: Allowed, *, pdf: bool = False) -> Iterator[Seen]:
    """Yield everything personal in a text, as often as it is there."""
    text = spelled(text)
    numbered = has_long_number(text)
    ids = [*(citizen_ids(text) if numbered else ()), *odd_ids(text)]
    yield from (("id", seen) for seen in ids)
    if numbered:
        for kind, rule in _BY_NUMBER:
            yield from ((kind, seen) for seen in rule(text))
    yield from (("phone", hidden_phone(one)) for one in _phones(text, allowed))
    for kind, rule in _BY_WORD:
        yield from ((kind, seen) for seen in rule(text))
    yield from _contacts(text, allowed)
    for kind, seen in in_tables(text, pdf=pdf):
        if kind == "id" and seen in ids:
            continue
        if kind != "phone":
            yield kind, seen
        elif seen not in allowed.phones and not allowed.all_phones:
            yield kind, hidden_phone(seen)


@lru_cache(maxsize=32768)
def kinds_in(text: str, allowed: Allowed) -> tuple[Seen, ...]:
    """Return what is personal in a text of the content, each once.

    What was searched is kept: the preview checks all again when one text changes.
    """
    return tuple(
        one for one in dict.fromkeys(seen_in(text, allowed)) if one[0] in KINDS
    )


def _phones(text: str, allowed: Allowed) -> Iterator[str]:
    if allowed.all_phones:
        return
    usual = mobile_numbers(text) if has_long_number(text) else iter(())
    for one in chain(usual, odd_phones(text)):
        if one not in allowed.phones:
            yield one


def _contacts(text: str, allowed: Allowed) -> Iterator[Seen]:
    if allowed.all_phones:
        return
    if set(words.email_addresses(text)) - allowed.emails:
        yield from (("email", seen) for seen in words.emails(text))
    for name in words.line_names(text):
        if name.lower() not in allowed.text:
            yield "line", f"{name[:2]}…"


def masked(text: str) -> str:
    """Return a text in which everything personal is hidden but for its last digits.

    Where nothing is, it stays as it is; where something is, long numbers are hidden
    and so are the names before `@` and of LINE.
    """
    kinds = {kind for kind, _ in seen_in(text, Allowed())} & set(KINDS)
    if not kinds:
        return text
    text = spelled(text)
    if "line" in kinds:
        for name in words.line_names(text):
            text = text.replace(name, f"{name[:2]}…")
    if "email" in kinds:
        text = _BEFORE_AT.sub(lambda name: f"{name[0][0]}…", text)
    least = 1 if kinds & _SHORT else 6
    return _DIGITS.sub(lambda run: _hidden(run[0], least), text)


_SHORT = frozenset({"birth", "home", "plate"})
_DIGITS = re.compile(r"[0-9](?:[^0-9ก-๙A-Za-z]{0,5}[0-9])*")
_BEFORE_AT = re.compile(r"[A-Za-z0-9._%+-]{1,64}(?=\s?(?:@|[(\[{]at[)\]}])|\sat\s)")


def _hidden(run: str, least: int) -> str:
    count = sum(sign.isdigit() for sign in run)
    if count < least:
        return run
    shown = 2 if count >= 6 else 0
    return re.sub("[0-9]", "x", run[: len(run) - shown]) + run[len(run) - shown :]
