"""What is personal in one text, by every rule, but for what the agency allows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prongsai.checks._personal_tables import in_tables
from prongsai.thai import personal_words as words
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
)
_BY_WORD: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("passport", words.passports),
    ("birth", words.birth_dates),
    ("home", words.homes),
    ("plate", words.plates),
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
    ids = list(citizen_ids(text)) if has_long_number(text) else []
    yield from (("id", seen) for seen in ids)
    if has_long_number(text):
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


def _phones(text: str, allowed: Allowed) -> Iterator[str]:
    if not allowed.all_phones and has_long_number(text):
        yield from (one for one in mobile_numbers(text) if one not in allowed.phones)


def _contacts(text: str, allowed: Allowed) -> Iterator[Seen]:
    if allowed.all_phones:
        return
    if set(words.email_addresses(text)) - allowed.emails:
        yield from (("email", seen) for seen in words.emails(text))
    for name in words.line_names(text):
        if name.lower() not in allowed.text:
            yield "line", f"{name[:2]}…"
