"""Names that people type with small slips: the one that is meant, or none.

A slip never changes a number or a negation: `มาตรการที่ 1` is not `มาตรการที่ 2`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from prongsai.thai.spelled import spelled

_ALIKE, _AHEAD = 0.85, 0.05
_UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\"'“”‘’.,;:–—\-]+")
_KEPT = re.compile(r"[0-9]+|ไม่|ยัง|มิ(?!ชอบ)|[A-Za-z]+")


def plain(text: str) -> str:
    """Return a name without what people do not see or write differently."""
    folded = unicodedata.normalize("NFC", spelled(text)).casefold()
    return _UNSEEN.sub("", folded)


def meant(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the name that `text` is, or all that it may be; empty where none.

    One name is sure: the same but for what people do not see, or a small slip from
    it and far from all others.
    """
    forms: dict[str, list[str]] = {}
    for name in names:
        forms.setdefault(plain(name), []).append(name)
    wanted = plain(text)
    if not wanted:
        return ()
    if wanted in forms:
        return tuple(forms[wanted])
    return tuple(name for form in _near(wanted, forms) for name in forms[form])


def _near(wanted: str, forms: Mapping[str, object]) -> list[str]:
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    rated = []
    for form in forms:
        matcher.set_seq1(form)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        if (ratio := matcher.ratio()) >= _ALIKE and _kept(form) == _kept(wanted):
            rated.append((ratio, form))
    best = max(rated, default=(0.0, ""))[0]
    return [form for ratio, form in rated if ratio > best - _AHEAD]


def _kept(form: str) -> list[str]:
    """Return what a slip may not change."""
    return _KEPT.findall(form)
