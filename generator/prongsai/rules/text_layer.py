"""Thai text layers of PDF files: what is damaged, repaired where it is sure.

Known damages: marks at private code points (U+F700 to U+F71A), ำ written as า, marks
that moved to a neighbour, blanks inside words. What a word should be is learned from
the Thai that the program itself carries; what it has never seen is not repaired but
doubtful.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from prongsai.thai.pasted import clean

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_LOOSE_MARK = re.compile(f" +(?=[{_MARK}\u0e33\u0e30])")
_LOOSE_VOWEL = re.compile("(?<=[\u0e40-\u0e44]) +(?=[\u0e01-\u0e2e])")
_CLUSTER = re.compile(f"([\u0e00-\u0e30\u0e32\u0e33\u0e3f-\u0e46])([{_MARK}]*)| +|.")
_WRONG = re.compile(
    f"(?<![\u0e01-\u0e2e{_MARK}])[{_MARK}]"  # a mark on nothing
    "|[\u0e48-\u0e4b][\u0e31\u0e34-\u0e39]"  # a tone before its vowel
    "|[\u0e48-\u0e4b]{2}|[\u0e31\u0e34-\u0e37]{2}"  # two of a kind
    "|[\ue000-\uf8ff\ufffd]|\\(cid:\\d+\\)"  # letters without a meaning
)
_AA = re.compile("(?<=[\u0e01-\u0e2e])([\u0e48\u0e49]?)\u0e32")
_AROUND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What a text layer is known to get wrong, seen over a whole document."""

    loses_am: bool = False
    moves_marks: bool = False


def damage_of(text: str) -> Damage:
    """Return what the text layer that gave `text` gets wrong.

    ำ is lost where words that have it are there without, and it is nowhere itself.
    """
    plain = clean(text)
    lost = sum(plain.count(word) for word in _words_without_am())
    kept = plain.count("\u0e33")
    moved = sum(1 for _ in _moved(_clusters(plain)))
    return Damage(loses_am=lost > 0 and lost > kept, moves_marks=moved > 0)


def repaired(text: str, damage: Damage) -> tuple[str, bool]:
    """Return the text with what is sure repaired, and whether a doubt is left."""
    plain = clean(text)
    plain = _LOOSE_VOWEL.sub("", _LOOSE_MARK.sub("", plain))
    if damage.moves_marks:
        plain = _with_marks_back(plain)
    doubtful = bool(_WRONG.search(plain))
    if damage.loses_am:
        plain, unsure = _with_am(plain)
        doubtful |= unsure
    if damage.moves_marks:
        doubtful |= _has_unknown_words(plain)
    return plain, doubtful


def _with_am(text: str) -> tuple[str, bool]:
    """Write ำ for า where only ำ is known in these surroundings."""
    unsure = False
    signs = list(text)
    for found in _AA.finditer(text):
        place = found.end() - 1
        around = _surroundings(text, place)
        has_am = around in _surroundings_of("\u0e33")
        has_aa = around in _surroundings_of("\u0e32")
        if has_am and not has_aa:
            signs[place] = "\u0e33"
        elif not has_aa:
            unsure = True
    return "".join(signs), unsure


def _surroundings(text: str, place: int) -> tuple[str, str]:
    start = max(0, place - _AROUND)
    return text[start:place], text[place + 1 : place + 1 + _AROUND]


@cache
def _surroundings_of(vowel: str) -> frozenset[tuple[str, str]]:
    known = known_thai()
    return frozenset(
        _surroundings(known, place) for place, sign in enumerate(known) if sign == vowel
    )


@cache
def _words_without_am() -> tuple[str, ...]:
    """Return fragments such as `ดาเนิน` that are Thai only with ำ."""
    known = known_thai()
    found = {
        known[place - 2 : place] + "\u0e32" + known[place + 1 : place + 4]
        for place, sign in enumerate(known)
        if sign == "\u0e33" and place > 1
    }
    return tuple(sorted(one for one in found if " " not in one and one not in known))


def _clusters(text: str) -> list[tuple[str, str]]:
    """Return base letters with their marks; blanks are ("", " ")."""
    return [
        (found[1] or "", found[2] or "") if found[1] else ("", found[0])
        for found in _CLUSTER.finditer(text)
    ]


_WINDOW = 4


def _windows(clusters: list[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every run with `_WINDOW` base letters, blanks allowed."""
    bases = [place for place, (base, _) in enumerate(clusters) if base]
    for first, last in zip(bases, bases[_WINDOW - 1 :], strict=False):
        between = clusters[first : last + 1]
        if all(base or not marks.strip() for base, marks in between):
            yield first, last + 1


def _key(run: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the base letters of a run, and its marks in no order."""
    return (
        "".join(base for base, _ in run),
        "".join(sorted("".join(marks for base, marks in run if base))),
    )


def _written(run: list[tuple[str, str]]) -> str:
    return "".join(base + marks for base, marks in run)


@cache
def _arrangements() -> Mapping[tuple[str, str], frozenset[str]]:
    """Return how the same letters and marks are arranged in Thai that is known."""
    clusters = _clusters(known_thai())
    bases = [base for base, _ in clusters]
    marked = [marks for _, marks in clusters]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for start in range(len(clusters) - _WINDOW + 1):
        end = start + _WINDOW
        if all(bases[start:end]):
            signs = "".join(sorted("".join(marked[start:end])))
            written = "".join(map("".join, clusters[start:end]))
            found["".join(bases[start:end]), signs].add(written)
    return {key: frozenset(ways) for key, ways in found.items()}


def _moved(clusters: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the runs whose marks are known in one other arrangement only."""
    for start, end in _windows(clusters):
        run = clusters[start:end]
        key = _key(run)
        known = _arrangements().get(key, frozenset())
        bare = _written([one for one in run if one[0]])
        if len(known) == 1 and len(key[1]) > 1 and bare not in known:
            yield start, end, next(iter(known))


def _with_marks_back(text: str) -> str:
    clusters = _clusters(text)
    for _ in range(len(text)):  # two words that overlap may undo each other for ever
        moved = next(_moved(clusters), None)
        if moved is None:
            break
        start, end, right = moved
        clusters[start:end] = _clusters(right)
    return _written(clusters)


def _has_unknown_words(text: str) -> bool:
    """Return whether a run of letters with marks was never seen in known Thai."""
    clusters = _clusters(text)
    return any(
        _key(run)[1] and _written([one for one in run if one[0]]) not in known
        for start, end in _windows(clusters)
        for run in [clusters[start:end]]
        for known in [_arrangements().get(_key(run), frozenset())]
    )


@cache
def known_thai() -> str:
    """Return the Thai that the program carries: rules of all years and messages."""
    package = files("prongsai")
    tables = [
        entry
        for folder in ("catalogue", "messages")
        for entry in (package / folder).iterdir()
        if entry.name.endswith(".yml")
    ]
    texts = (entry.read_text(encoding="utf-8") for entry in tables)
    letters = re.compile("[\u0e01-\u0e5b]+(?: [\u0e01-\u0e5b]+)*")
    words = (found[0] for text in texts for found in letters.finditer(text))
    return " | ".join(sorted({unicodedata.normalize("NFC", word) for word in words}))
