"""What of last year's items is still true next year, and what is to be done anew.

An item that asks for data of a year starts empty: its documents become «ปีก่อน: …».
Of the others everything stays that names no year which is over; confirmations, dates
and the assessor's words never carry.
"""

import re
from collections.abc import Iterator
from typing import Any  # trees of YAML

from prongsai.model.catalogue import Item
from prongsai.thai.digits import to_arabic
from prongsai.yaml.writer import Commented
from prongsai.years.moving import Entry

_RANGE = re.compile(r"(25\d\d)\s*[-–—/]\s*(?:25)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_OF_OTHER_YEAR = re.compile(r"\d{4}/")


def carried(entry: Entry, item: Item | None, year: int, confirm: str) -> Entry:
    """Return an item of `year` (พ.ศ.) as the year after begins with it.

    `confirm` is the remark behind a date that moved.
    """
    lasting = item is not None and is_lasting(item)
    new: Entry = {"code": entry["code"]}
    if "owner" in entry:
        new["owner"] = entry["owner"]
    if "due" in entry:
        new["due"] = Commented(a_year_on(entry["due"]), confirm)
    if "visibility" in entry:
        new["visibility"] = entry["visibility"]
    if lasting and is_true(entry.get("explanation", ""), year):
        new["explanation"] = entry["explanation"]
    evidence = [_evidence(one, year) for one in _valid(entry, year, lasting=lasting)]
    ids = {one["id"] for one in evidence}
    parts = [_component(one, ids, year) for one in entry.get("components", ())]
    parts = [one for one in parts if lasting and len(one) > 1]
    to_renew = list(_to_renew(entry, ids))
    for name, value in (
        ("evidence", evidence),
        ("components", parts),
        ("to_renew", to_renew),
    ):
        if value:
            new[name] = value
    return new


def is_lasting(item: Item) -> bool:
    """Return whether an item asks for what is in force, not for data of a year."""
    return item.data_year is None and not item.of_measures


def a_year_on(day: str) -> str:
    """Return a day (พ.ศ.) a year later; 29 February becomes 28 February."""
    year, rest = day.split("-", 1)
    later = f"{int(to_arabic(year)) + 1}-{rest}"
    return later.replace("-02-29", "-02-28")


def covers(text: str, year: int) -> bool:
    """Return whether a text names a span of years that holds `year`."""
    for first, last in _RANGE.findall(to_arabic(text)):
        if int(first) <= year <= int(first[:2] + last):
            return True
    return False


def is_true(text: str, year: int) -> bool:
    """Return whether a text of `year` can be in the year after: not if it is of it.

    A text that names that year, or the one before, is about it; a span that reaches
    the next year is not.
    """
    if not text:
        return False
    if covers(text, year + 1):
        return True
    named = {int(one) for one in _YEAR.findall(to_arabic(text))}
    return not named & {year - 1, year}


def _valid(entry: Entry, year: int, *, lasting: bool) -> Iterator[Entry]:
    """Yield the documents that are still in force."""
    for one in entry.get("evidence", ()):
        named = " ".join(str(one.get(n, "")) for n in ("title", "file"))
        if covers(named, year + 1) or (lasting and is_true(named, year)):
            yield one


def _evidence(one: Entry, year: int) -> Entry:
    """Return a document cited from where it lies; it is not copied."""
    new = {name: value for name, value in one.items() if name != "year"}
    if covers(str(one.get("title", "")), year + 1):
        new["year"] = str(year + 1)
    if "file" in one and not _OF_OTHER_YEAR.match(one["file"]):
        new["file"] = f"{year}/{one['file']}"
    if "description" in new and not is_true(new["description"], year):
        del new["description"]
    return new


def _component(one: Entry, ids: set[str], year: int) -> Entry:
    new: Entry = {"id": one["id"]}
    if is_true(one.get("text", ""), year):
        new["text"] = one["text"]
    evidence = [name for name in one.get("evidence", ()) if name in ids]
    if evidence:
        new["evidence"] = evidence
    return new


def _to_renew(entry: Entry, ids: set[str]) -> Iterator[Any]:
    for one in entry.get("evidence", ()):
        if one["id"] not in ids:
            yield one["title"]
