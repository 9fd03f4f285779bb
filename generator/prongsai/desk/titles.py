"""The title of a document, guessed from the lines with which it begins.

A guess is better than the name of a scan, and a name is better than a letterhead: where
nothing among the lines can be a title, there is none.
"""

from collections.abc import Sequence

from prongsai.rules.text_layer import damage_of, repaired
from prongsai.thai.headings import may_be_title, subject_of, title_at


def title_in(lines: Sequence[str]) -> str:
    """Return the title of a document by its first lines, empty where it has none.

    A line whose letters are damaged, and not repaired for sure, is no title.
    """
    if not lines:
        return ""
    damage = damage_of("\n".join(lines))
    read = [repaired(one, damage) for one in lines]
    kept = [(text, doubtful) for text, doubtful in read if may_be_title(text)]
    texts = [text for text, _ in kept]
    place = subject_of(texts)
    if not kept or any(doubtful for _, doubtful in kept[: place + 1]):
        return ""
    return title_at(texts, place)
