"""The vocabulary: what headers, headings and words of documents mean."""

import difflib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from prongsai.thai.digits import to_arabic
from prongsai.yaml.reader import read_yaml

_DROPPED = re.compile(r"[\s\u200b/.,:;()\[\]\"'“”ฯ*_|–-]+")
_NEAR = 0.86


def normalise(text: str) -> str:
    """Return `text` as forms are compared: no blanks, no signs, Arabic digits."""
    return _DROPPED.sub("", to_arabic(text)).lower()


def alike(one: str, other: str) -> float:
    """Return from 0 to 1 how similar two texts are."""
    left, right = normalise(one), normalise(other)
    if left == right:
        return 1.0
    match = difflib.SequenceMatcher(None, left, right, autojunk=False)
    if match.real_quick_ratio() < 0.3 or match.quick_ratio() < 0.3:
        return 0.0
    return match.ratio()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The meaning of a header; not `sure` where it is only similar to a known form."""

    name: str
    sure: bool
    form: str


@cache
def _vocabulary() -> dict[str, object]:
    data = files(__package__).joinpath("vocabulary.yml").read_bytes()
    tree = read_yaml(data, "vocabulary.yml").tree
    if not isinstance(tree, dict):
        message = "vocabulary.yml cannot be read"
        raise TypeError(message)
    return dict(tree)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a plain list of the vocabulary, normalised, longest first."""
    found = _vocabulary()[name]
    if not isinstance(found, list):
        raise TypeError(name)
    return tuple(
        sorted((normalise(str(word)) for word in found), key=len, reverse=True)
    )


@cache
def table(name: str) -> tuple[tuple[str, str], ...]:
    """Return `(form, meaning)` of a group of the vocabulary, longest forms first."""
    found = _vocabulary()[name]
    if not isinstance(found, dict):
        raise TypeError(name)
    pairs = [
        (normalise(str(form)), meaning)
        for meaning, forms in found.items()
        for form in (forms if isinstance(forms, list) else [])
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def forms(group: str, meaning: str) -> tuple[str, ...]:
    """Return the forms of one meaning of a group, longest first."""
    return tuple(form for form, known in table(group) if known == meaning)


@cache
def written_forms(name: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of each meaning of a group as written, the usual one first."""
    found = _vocabulary()[name]
    if not isinstance(found, dict):
        raise TypeError(name)
    return {
        str(meaning): tuple(map(str, listed))
        for meaning, listed in found.items()
        if isinstance(listed, list)
    }


@cache
def column(header: str) -> Meaning | None:
    """Return the meaning of a column's header, None where it is not known."""
    form = normalise(header)
    if not form:
        return None
    known = dict(table("columns"))
    if form in known:
        return Meaning(name=known[form], sure=True, form=form)
    best = max(known, key=lambda other: _ratio(form, other))
    near = len(form) > 5 and _ratio(form, best) >= _NEAR
    if near and _telling(form) == _telling(best):
        return Meaning(name=known[best], sure=False, form=best)
    return None


def _telling(form: str) -> set[str]:
    """Return the words of a header that no similar one may lack: แผน is not ผล."""
    return {word for word in words("telling") if word in form}


def _ratio(one: str, other: str) -> float:
    """Return how similar two forms are; 0 where that is certainly too little."""
    if 2 * min(len(one), len(other)) < _NEAR * (len(one) + len(other)):
        return 0.0
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return match.ratio() if match.quick_ratio() >= _NEAR else 0.0


def says(group: str, text: str) -> dict[str, str]:
    """Return `{meaning: form}` of everything in `text` that the group knows."""
    squeezed = normalise(text)
    found: dict[str, str] = {}
    for form, meaning in table(group):
        if form in squeezed and meaning not in found:
            found[meaning] = form
    return found


def begins(group: str, text: str) -> str:
    """Return the meaning whose form is at the beginning of `text`."""
    squeezed = normalise(text)
    return next((m for form, m in table(group) if squeezed.startswith(form)), "")
