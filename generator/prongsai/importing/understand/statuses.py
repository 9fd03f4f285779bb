"""The status of results from columns of their own: in words, or as ticks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.done import BOXES, EMPTY_BOXES, judged, mentions_done
from prongsai.importing.understand.draft import Draft, Tree
from prongsai.importing.understand.grid import Grid, GridRow
from prongsai.importing.understand.headers import STATUS
from prongsai.importing.understand.lists import entries
from prongsai.model.measures import Result
from prongsai.thai.symbols import TICKS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a column says of the results, with the cells that say it."""

    texts: Sequence[str]
    cells: Sequence[SourceCell]


def by_columns(
    grid: Grid,
    row: GridRow,
    measure: Tree,
    words: Sequence[SourceCell],
    draft: Draft,
    of_round: str,
) -> None:
    """Give results their status from a column of words or from ticked columns.

    What is not sure is asked about, and its cells stay unplaced.
    """
    said = _in_words(words) or _ticked(grid, row, draft)
    if said is None:
        return
    spot = said.cells[0].spot
    results = measure.get("results") or list(_of_status(said, measure, of_round))
    if len(results) != len(said.texts):
        draft.ask(spot, "status-of-several", text=" / ".join(said.texts))
        return
    statuses = [judged(text).status for text in said.texts]
    unclear = [t for t, known in zip(said.texts, statuses, strict=True) if not known]
    if unclear:
        draft.ask(spot, "status-open", text=unclear[0])
        return
    measure["results"] = results
    for result, status, text in zip(results, statuses, said.texts, strict=True):
        if result["summary"] != text and _differs(result, status):
            result.pop("status", None)
            draft.contradict(
                spot, "status-differs", text=text, summary=result["summary"][:80]
            )
            return
    for result, status in zip(results, statuses, strict=True):
        _put(result, status)
    number = int(measure["id"][1:]) - 1
    for cell in said.cells:
        draft.put(cell, f"measures[{number}].results")


def _in_words(cells: Sequence[SourceCell]) -> _Said | None:
    if any(BOXES.search(cell.text) for cell in cells):
        return _Said(texts=[" ".join(cell.text for cell in cells)], cells=cells)
    listed = entries([cell.lines for cell in cells])
    texts = [entry.text for root in listed for entry in root.walk() if entry.text]
    return _Said(texts=texts, cells=cells) if texts else None


def _ticked(grid: Grid, row: GridRow, draft: Draft) -> _Said | None:
    """Return the header of the one ticked column."""
    columns = [at for at, meaning in grid.columns.items() if meaning == STATUS]
    cells = [cell for at in columns for cell in row.of(at)]
    if not cells:
        return None
    if any(set(cell.text) - TICKS - EMPTY_BOXES - {" "} for cell in cells):
        draft.ask(cells[0].spot, "status-not-ticked", found=cells[0].text)
        return None
    ticked = [cell for cell in cells if set(cell.text) & TICKS]
    if len(ticked) != 1:
        draft.ask(cells[0].spot, "status-ticks", count=len(ticked))
        return None
    return _Said(texts=[grid.headers[ticked[0].spot.column]], cells=cells)


def _of_status(said: _Said, measure: Tree, of_round: str) -> Iterator[Tree]:
    """Make results of a measure whose document says nothing but their status."""
    for number, text in enumerate(said.texts, 1):
        made: Tree = {"id": f"{measure['id']}-r{number}"}
        if of_round:
            made["round"] = of_round
        yield {**made, "summary": text}


def _differs(result: Tree, status: str) -> bool:
    """Return whether the words of a result do not let it have this status."""
    own = result.get("status", "")
    return own not in {"", status} or (
        not own and status == "done" and mentions_done(result["summary"])
    )


def _put(result: Tree, status: str) -> None:
    made = {**result, "status": status}
    result.clear()
    result.update({name: made[name] for name in Result.model_fields if name in made})
