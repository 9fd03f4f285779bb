"""`scores.yml`: every code in its group, once, and of its year."""

from collections.abc import Iterator

from prongsai.loading.content import Content, Loaded
from prongsai.loading.references.codes import unknown_code
from prongsai.loading.references.mistakes import Mistake, error
from prongsai.model.leaves import repeated
from prongsai.model.scores import Scores
from prongsai.thai.codes import Reference, kind_of

GROUPS = {
    "instruments": "instrument",
    "indicators": "indicator",
    "sub_indicators": "sub_indicator",
    "questions": "question",
    "items": "item",
}
"""Which kind of code belongs in which list."""


def score_mistakes(scores: Loaded[Scores], content: Content) -> Iterator[Mistake]:
    """Check that a question is there twice only with different parts."""
    for group, kind in GROUPS.items():
        lines = getattr(scores.value, group)
        for index, line in enumerate(lines):
            path = (group, index, "code")
            if kind_of(line.code) != kind:
                yield error(
                    scores, "code-of-another-kind", path, line.code, value=line.code
                )
            else:
                yield from unknown_code(
                    scores, Reference(code=line.code), path, content
                )
        keys = ((line.code, getattr(line, "part", None)) for line in lines)
        for index, (code, _) in repeated(keys):
            yield error(
                scores, "duplicate-code", (group, index, "code"), code, code=code
            )
