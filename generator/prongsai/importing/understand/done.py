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
    r"(?:เสร็จ|แล้ว|ไป|ประมาณ|คิดเป็น|จำนวน)*(?:ร้อยละ(?!100(?!\d)|ร้อย|หนึ่งร้อย)|(?!100(?!\d))\d+(?:%|ใน\d|จาก\d|เปอร์เซ็นต์)|0(?!\d))"
)
"""How much of the work was done, where that is not all of it."""

EMPTY_BOXES = frozenset("☐□○◯❏❐")
BOXES = re.compile("[☐□○◯❏❐☑☒✓✔√]")

_WHEN = re.compile(r"(?:ใน|ณ)?(?:เมื่อ|เมื่อวันที่|วันที่)$")
_PAST = re.compile(r"(?:เมื่อ|เมื่อวันที่)$")
_LABEL = re.compile(
    r"(?:ตาม)?(?:แผน|สัญญา|กำหนด|ระยะเวลา|ประมาณการ|เป้าหมาย|วัน)(?:งาน|การ|ดำเนินการ|ที่|ว่า)*"
)
"""What names a plan, an order or a term, where nothing else is before its verb."""

_TIMES = re.compile(r"(?:ไตรมาส(?:ที่)?\d+|ครั้งที่\d+|□\d+เดือน)+")
"""One of several times, which the words above them say what was done at."""

_DEPUTY = "□เทศบาล", "□องค์การ", "□กระทรวง", "□อำเภอ", "□จังหวัด"
"""รองปลัด, รองนายก and the like, without their harmless beginning, with their office."""

_CLAUSE = re.compile(r"[\s,;:.()/-]")


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
    return "done" if clear and all(clear) and _goes_on_known(text) else ""


def _goes_on_known(text: str) -> bool:
    """Return whether a clause ends behind each word for done, or goes on as one does.

    Thai has no blank inside a clause: what is glued to the word may limit it.
    """
    plain = to_arabic(text).lower()
    tails = [
        plain[match.end() :]
        for form in forms("status", "done")
        for match in re.finditer(re.escape(form), plain)
    ]
    return all(
        not tail or _CLAUSE.match(tail) or normalise(tail).startswith(words("tails"))
        for tail in tails
    )


def _plain(text: str) -> str:
    """Return the squeezed text without words that only look like a doubt."""
    plain = normalise(text.replace("%", "เปอร์เซ็นต์").replace("?", "หรือไม่"))
    for harmless in words("harmless"):
        plain = plain.replace(harmless, "□")
    return plain


def _not_started(plain: str, form: str) -> bool:
    before, found, after = plain.partition(form)
    finished = re.match(r"(?:ให้)?(?:แล้ว)?เสร็จ", after)
    denied = before.endswith(("ที่", "ไม่มี")) or any(
        word in before for word in forms("doubts", "not-started")
    )
    return bool(found) and not finished and not denied


def _goes_on(plain: str, form: str) -> bool:
    before, found, after = plain.partition(form)
    doubtful = any(word in before for word in forms("doubts", "ongoing"))
    since = after.startswith(words("since")) or any(w in after for w in words("ended"))
    return bool(found) and not doubtful and not since


def _is_clear(before: str, after: str) -> bool:
    """Return whether nothing around a word for done takes its certainty away."""
    return not (
        any(word in before for word in forms("doubts", "before"))
        or before.endswith(forms("doubts", "beside"))
        or _LABEL.fullmatch(before)
        or any(word in after for word in forms("doubts", "after"))
        or after.startswith(forms("doubts", "behind"))
        or _SHARE.match(after)
    )


def _is_deed(plain: str) -> bool:
    """Return whether words begin with what an office does, or with who does it."""
    bare = re.sub(r"^(?:\d+|ได้|มีการ|ทำการ|ร่วม)*", "", plain)
    deeds = words("deeds")
    posts = (*words("posts"), *_DEPUTY)
    by_post = bare.startswith(posts) and any(one in bare for one in deeds)
    return bare.startswith(deeds) or by_post or bool(_TIMES.fullmatch(plain))


def _was_done_then(before: str, after: str, *, said: bool) -> bool:
    """Return whether a day is that of the doing; `said`: the words say it was done."""
    plain = _plain(before)
    other = normalise(before).endswith(words("other_days"))
    if other or any(word in plain for word in words("letters")):
        return False
    past = _PAST.search(plain)
    if not said:
        deed = _PAST.sub("", plain)
        clear = bool(past and past.start()) and _is_clear(deed, _plain(after))
        return clear and _is_deed(deed)
    done = forms("status", "done")
    if past:
        return any(form in plain for form in done)
    return _WHEN.sub("", plain).endswith(done)
