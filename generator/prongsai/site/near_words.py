"""Words of one meaning: whoever searches for one finds pages that say another."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from prongsai.model.agency import words_of_one_meaning

_LIST = Path(__file__).with_name("near-words.txt")


def near_words(more: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the groups of the program's own list, then `more` lines, of agencies."""
    own = _LIST.read_text(encoding="utf-8").splitlines()
    for line in dict.fromkeys((*own, *more)):
        words = words_of_one_meaning(line)
        if len(words) > 1 and not line.startswith("#"):
            yield words
