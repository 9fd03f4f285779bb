"""The official topics of a year, known by their titles wherever they are printed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.vocabulary import alike
from prongsai.model.catalogue import Topic
from prongsai.thai.digits import to_arabic

_ALIKE = 0.85
_NUMBERED = re.compile(
    r"^\s*(?:(?:ประเด็น|หัวข้อ|ด้าน|ข้อ)\s*(?:ที่\s*)?)?(?:[-–•]\s*|\(?\d{1,2}\s*[).:]?\s*)?"
)


def topic_of(text: str, topics: Sequence[Topic]) -> int:
    """Return the number of the topic whose title a text is, 0 where it is none."""
    plain = to_arabic(text)
    bare = _NUMBERED.sub("", plain, count=1)
    likeness = {
        topic.number: max(alike(bare, topic.title), alike(plain, topic.title))
        for topic in topics
    }
    best = max(likeness, key=likeness.__getitem__, default=0)
    return best if likeness.get(best, 0) > _ALIKE else 0


def _alone(text: str, topics: Sequence[Topic]) -> int:
    """Return the topic that a text is, 0 where it has a code or a figure behind it."""
    bare = _NUMBERED.sub("", to_arabic(text), count=1)
    return 0 if any(map(str.isdigit, bare)) else topic_of(text, topics)


def are_topics(cells: Sequence[SourceCell], topics: Sequence[Topic]) -> bool:
    """Return whether all cells of a column are titles of topics."""
    return bool(cells) and all(_alone(cell.text, topics) for cell in cells)


def without_topic(
    cells: Sequence[SourceCell], topics: Sequence[Topic]
) -> tuple[int, list[SourceCell]]:
    """Return the one topic that cells name, and what is left of them.

    Cells that name several topics, or none, stay as they are.
    """
    whole = _alone(" ".join(cell.text for cell in cells), topics)
    if whole:
        return whole, []
    named = {_alone(line.text, topics) for cell in cells for line in cell.lines} - {0}
    if len(named) != 1:
        return 0, list(cells)
    left = [
        replace(
            cell,
            lines=tuple(one for one in cell.lines if not _alone(one.text, topics)),
        )
        for cell in cells
    ]
    return named.pop(), [cell for cell in left if cell.text]
