"""The rounds of a year's reports, and the results that belong to one."""

from prongsai.model.measures import DocumentKind, Measures, Round

WHOLE_YEAR = "year"
"""Name of the report of results whose round no document states."""


def rounds(measures: Measures) -> tuple[str, ...]:
    """Return the rounds that have results or a report, in order; `year` if unstated."""
    stated: set[Round] = {
        document.round
        for document in measures.documents
        if document.kind is DocumentKind.REPORT and document.round
    }
    stated |= {r.round for m in measures.measures for r in m.results if r.round}
    open_results = any(not r.round for m in measures.measures for r in m.results)
    if open_results and not stated:
        return (WHOLE_YEAR,)
    return tuple(str(name) for name in Round if name in stated)


def of_round(measures: Measures, name: str) -> Measures:
    """Return the measures with the results of one round only.

    Results that state no round belong to the only report there is, or to none.
    """
    single = len(rounds(measures)) == 1
    kept = tuple(
        measure.model_copy(
            update={
                "results": tuple(
                    result
                    for result in measure.results
                    if result.round == name or (result.round is None and single)
                )
            }
        )
        for measure in measures.measures
    )
    return measures.model_copy(update={"measures": kept})
