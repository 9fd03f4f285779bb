"""A receipt as a page to print and file, and as lines for the terminal."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from prongsai import messages
from prongsai.publishing.judging import PUBLISHED_AGAIN, Result, Why
from prongsai.publishing.receipt import Receipt
from prongsai.site.internal_pages import internal_page
from prongsai.thai.dates import format_iso, format_long

CERTIFICATE_DAYS = 21
"""A certificate that ends earlier is worth a word."""

_SHOWN = 5
"""Addresses of one kind of failure that the terminal names."""


def as_html(receipt: Receipt, language: str, *, as_built: bool = True) -> bytes:
    """Write one self-contained page of A4.

    Args:
        receipt: what was proven.
        language: of the page.
        as_built: whether what is built here should be online; after an undo no advice
            brings it back.
    """
    when = f"{_date(receipt.when.date(), language)} {receipt.when:%H:%M}"
    page = internal_page(
        "receipt",
        language,
        "proof",
        receipt=receipt,
        when=when,
        wrong=list(groups(receipt, language, as_built=as_built)),
        kinds=[(why, *_counts(receipt, why)) for why in Why],
        certificate=certificate(receipt, language),
    )
    return page.encode()


def _date(day: datetime.date, language: str) -> str:
    return format_long(day) if language == "th" else format_iso(day)


def _counts(receipt: Receipt, why: Why) -> tuple[int, int]:
    of_kind = [one for one in receipt.results if one.why is why]
    return sum(one.proven for one in of_kind), len(of_kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is wrong in one way.

    Attributes:
        seen: a sentence for each address.
        do: what to do about all of them.
    """

    seen: tuple[str, ...]
    do: str


def groups(
    receipt: Receipt, language: str, *, as_built: bool = True
) -> Iterator[Group]:
    """Yield what is wrong, addresses that are lost first."""
    order = sorted(receipt.wrong, key=lambda one: (not one.lost, one.seen, one.address))
    for seen, same in groupby(order, key=lambda one: one.seen):
        again = seen in PUBLISHED_AGAIN and not as_built
        key = "do-not-as-built" if again else f"do-{seen}"
        yield Group(
            seen=tuple(_sentence(receipt, one, language) for one in same),
            do=messages.text("proof", key, language),
        )


def _sentence(receipt: Receipt, result: Result, language: str) -> str:
    """Return what is wrong with an address."""
    address = f"{receipt.site_url}{result.address}"
    facts = {"address": address, "detail": in_words(result.detail, language)}
    return messages.text("proof", f"seen-{result.seen}", language, **facts)


def in_words(story: str, language: str) -> str:
    """Return how it went; what is no number at its end is said in words."""
    *way, end = story.split(" → ")
    said = (
        end
        if end.isdigit() or not end
        else messages.text("proof", f"end-{end}", language)
    )
    return " → ".join([*way, said])


def certificate(receipt: Receipt, language: str) -> str:
    """Return until when the certificate is good; empty where there is none."""
    if receipt.certificate is None:
        return ""
    days = (receipt.certificate - receipt.when.date()).days
    key = "certificate-ends" if days < CERTIFICATE_DAYS else "certificate"
    date = _date(receipt.certificate, language)
    return messages.text("proof", key, language, date=date, days=days)


def lines(receipt: Receipt, language: str, *, as_built: bool = True) -> Iterator[str]:
    """Yield what is wrong: a few addresses of each kind, and what to do about them."""
    for group in groups(receipt, language, as_built=as_built):
        yield from group.seen[:_SHOWN]
        if more := len(group.seen[_SHOWN:]):
            yield messages.text("proof", "more", language, count=more)
        yield f"→ {group.do}"
    if said := certificate(receipt, language):
        yield said
