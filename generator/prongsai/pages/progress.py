"""How far the work of measures is, counted as the document states it."""

from collections import Counter
from collections.abc import Iterable

from prongsai.model.measures import Status
from prongsai.pages.measures import MeasureView

UNSTATED = ""
"""Of a result without a status, and of a measure without any result."""


def progress(measures: Iterable[MeasureView]) -> tuple[tuple[str, int], ...]:
    """Return how many results have each status, in the order of the statuses.

    Results are counted, not measures: a measure with one step done is not done. A
    measure without any result counts as one that states nothing.
    """
    found = Counter(
        str(view.result.status or UNSTATED) if view else UNSTATED
        for measure in measures
        for view in measure.results or (None,)
    )
    return tuple((name, found[name]) for name in (*Status, UNSTATED) if found[name])
