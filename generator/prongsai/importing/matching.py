"""Which measure of a document is which of those that are there.

By title, by number, or by the issue that they answer; the report says how, and where
that is not sure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.importing.tree_words import words
from prongsai.importing.understand.draft import Tree
from prongsai.importing.understand.vocabulary import normalise

_LIKE = 0.6
_LIKE_ENOUGH = 0.3
_NUMBERING = re.compile(
    r"^\s*(?:(?:มาตรการ|โครงการ|กิจกรรม|ประเด็น)\s*(?:ที่)?\s*)?[\d๐-๙]+(?:[.)][\d๐-๙]*)*\s*[:.)]?\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A measure of the document and the one that is there: both titles, and why.

    `how` is `title`, `alike`, `number` or `issue`; only the same title is sure.
    """

    coming: str
    known: str
    how: str


def heading(measure: Tree) -> str:
    """Return what people call a measure: its title, else what it answers."""
    if measure.get("title"):
        return str(measure["title"])
    return " ".join(words(measure.get("addresses", []))) or str(measure["id"])


def find(coming: Sequence[Tree], known: Sequence[Tree]) -> dict[int, tuple[Tree, str]]:
    """Return for the places in `coming` which of `known` it is, and how it was found.

    The best pairs are taken first; each measure is found once.
    """
    made: dict[int, tuple[Tree, str]] = {}
    left = list(known)
    for at, one in enumerate(coming):
        same = next((it for it in left if bare(one) and bare(it) == bare(one)), None)
        if same is not None:
            made[at] = same, "title"
            left.remove(same)
    here = {at: _looks(one) for at, one in enumerate(coming) if at not in made}
    there = [_looks(one) for one in left]
    alone = _alone([*map(_issue, coming)]) & _alone([*map(_issue, known)])
    pairs = sorted(
        (-fit, at, other, how)
        for at, one in here.items()
        for other, it in enumerate(there)
        for fit, how in one.same_as(it, alone)
    )
    taken: set[int] = set()
    for _, at, other, how in pairs:
        if at not in made and other not in taken:
            made[at] = left[other], how
            taken.add(other)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """By what a measure is found."""

    title: frozenset[str]
    issue: frozenset[str]
    number: str

    def same_as(
        self, other: "_Looks", alone: frozenset[frozenset[str]]
    ) -> Iterator[tuple[float, str]]:
        """Yield how much it looks the same, and by what."""
        titled = bool(self.title and other.title)
        like = _dice(self.title, other.title) if titled else 0.0
        issue = self.issue == other.issue and self.issue in alone
        if like >= _LIKE:
            yield like, "alike"
        elif issue and (like >= _LIKE_ENOUGH or not titled):
            yield 0.5, "issue"
        elif not self.title and not self.issue and self.number == other.number:
            yield 0.4, "number"


def _looks(measure: Tree) -> _Looks:
    return _Looks(
        title=_grams(bare(measure)) if bare(measure) else frozenset(),
        issue=_issue(measure),
        number="".join(filter(str.isdecimal, str(measure["id"]))),
    )


def bare(measure: Tree) -> str:
    """Return a title as titles are compared: without its number, blanks and signs."""
    return normalise(_NUMBERING.sub("", str(measure.get("title", ""))))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def _issue(measure: Tree) -> frozenset[str]:
    """Return what a measure answers: codes, or words where there is no code."""
    return frozenset(
        f"{one.get('code', '')}@{one.get('part', '')}"
        if one.get("code")
        else normalise(str(one.get("text", "")))
        for one in measure.get("addresses", [])
    )


def _alone(issues: Sequence[frozenset[str]]) -> frozenset[frozenset[str]]:
    """Return the issues that one measure alone answers."""
    counts = Counter(issues)
    return frozenset(issue for issue, count in counts.items() if issue and count == 1)
