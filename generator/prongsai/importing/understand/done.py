"""Whether the words of a result say that it was done, and on which day.

Negation, inability, intention, an order, a condition or a part of the work are not
done; what may be read either way has no status.
"""

import datetime
import re
from dataclasses import dataclass

from prongsai.importing.understand.periods import range_named
from prongsai.importing.understand.times import days_named
from prongsai.importing.understand.vocabulary import forms, normalise, words
from prongsai.thai.digits import to_arabic

_SHARE = re.compile(
    r"(?:เสร็จ|แล้ว|ไป|ประมาณ|คิดเป็น|จำนวน)*(?:ร้อยละ(?!100(?!\d))\d|(?!100(?!\d))\d+(?:%|ใน\d|จาก\d|เปอร์เซ็นต์)|0(?!\d))"
)
"""How much of the work was done, where that is not all of it."""

EMPTY_BOXES = frozenset("☐□○◯❏❐")
BOXES = re.compile("[☐□○◯❏❐☑☒✓✔√]")

_WHEN = re.compile(r"(?:ใน|ณ)?(?:เมื่อ|เมื่อวันที่|วันที่)$")
_PAST = re.compile(r"(?:เมื่อ|เมื่อวันที่)$")
_INTENDED = ("จะ", "ไม่", "กำหนด", "คาดว่า", "หาก", "ถ้า", "ควร", "ต้อง")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a result says: its status, the one day of its doing, or other days as text.

    An empty `status` means that the words leave it open.
    """

    status: str = ""
    day: datetime.date | None = None
    day_text: str = ""


def judged(text: str) -> Done:
    """Judge the words of one result; of several boxes only the ticked one."""
    if BOXES.search(text):
        return _ticked(text)
    status = _status(text)
    named = list(days_named(to_arabic(text)))
    if status in {"", "done"} and len(named) == 1:
        before, day, after = named[0]
        if day and _was_done_then(before, after, said=status == "done"):
            return Done(status="done", day=day)
    return Done(
        status=status, day_text="" if named or not status else range_named(text)
    )


def mentions_done(text: str) -> bool:
    """Return whether words for done are in a text, whatever is around them."""
    plain = _plain(text)
    return any(form in plain for form in forms("status", "done"))


def _ticked(text: str) -> Done:
    """Judge the words after one ticked box; words before all boxes are a label."""
    _, *parts = BOXES.split(text)
    boxes = BOXES.findall(text)
    said = [
        part for box, part in zip(boxes, parts, strict=True) if box not in EMPTY_BOXES
    ]
    return judged(said[0]) if len(said) == 1 else Done()


def _status(text: str) -> str:
    plain = _plain(text)
    if any(_not_started(plain, form) for form in forms("status", "not-started")):
        both = any(form in plain for form in forms("status", "done"))
        return "" if both else "not-started"
    if any(_goes_on(plain, form) for form in forms("status", "ongoing")):
        return "ongoing"
    clear = [
        _is_clear(plain[: match.start()], plain[match.end() :])
        for form in forms("status", "done")
        for match in re.finditer(re.escape(form), plain)
    ]
    return "done" if clear and all(clear) else ""


def _plain(text: str) -> str:
    """Return the squeezed text without words that only look like a doubt."""
    plain = normalise(text.replace("%", "เปอร์เซ็นต์").replace("?", "หรือไม่"))
    for harmless in words("harmless"):
        plain = plain.replace(harmless, "□")
    return plain


def _not_started(plain: str, form: str) -> bool:
    before, found, after = plain.partition(form)
    finished = re.match(r"(?:ให้)?(?:แล้ว)?เสร็จ", after)
    return bool(found) and not finished and not before.endswith(("ที่", "ไม่มี", "ไม่ใช่"))


def _goes_on(plain: str, form: str) -> bool:
    before, found, _ = plain.partition(form)
    return bool(found) and not any(word in before for word in _INTENDED)


def _is_clear(before: str, after: str) -> bool:
    """Return whether nothing around a word for done takes its certainty away."""
    return not (
        any(word in before for word in forms("doubts", "before"))
        or before.endswith(forms("doubts", "beside"))
        or any(word in after for word in forms("doubts", "after"))
        or _SHARE.match(after)
    )


def _was_done_then(before: str, after: str, *, said: bool) -> bool:
    """Return whether a day is that of the doing; `said`: the words say it was done."""
    plain = _plain(before)
    other = normalise(before).endswith(words("other_days"))
    if other or any(word in plain for word in words("letters")):
        return False
    past = _PAST.search(plain)
    if not said:
        return bool(past and past.start()) and _is_clear(
            _PAST.sub("", plain), _plain(after)
        )
    done = forms("status", "done")
    if past:
        return any(form in plain for form in done)
    return _WHEN.sub("", plain).endswith(done)
