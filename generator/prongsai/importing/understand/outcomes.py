"""The outcomes of a measure: words, and scores quoted with their codes."""

import re
from collections.abc import Sequence

from prongsai.importing.read.document import SourceCell, Spot
from prongsai.importing.understand.addressed import reference
from prongsai.importing.understand.codes import CodeReader, Reading
from prongsai.importing.understand.draft import Draft, Tree
from prongsai.importing.understand.lists import entries
from prongsai.importing.understand.sections import SourceSection
from prongsai.thai.digits import to_arabic

_SCORED = re.compile(
    r"(?P<head>.*?)\s*(?:ผล\s*|ได้\s*)?คะแนน\s*(?:ที่ได้)?\s*:?\s*"
    r"(?P<score>(?:100|๑๐๐)(?:\.[0๐]{1,4})?|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,4})?)"
    r"(?![0-9๐-๙])(?:\s*คะแนน)?",
    re.DOTALL,
)
_MARK = re.compile(r"^\s*(?:[0-9๐-๙]{1,2}[.)]\s+(?=\S)|[-–•]\s*)")


def outcomes(
    cells: Sequence[SourceCell], section: SourceSection, codes: CodeReader, draft: Draft
) -> list[Tree]:
    """Read a cell of outcomes; what names no code stays text."""
    text = " ".join(cell.text for cell in cells)
    scored = list(_SCORED.finditer(text))
    readings = [_head(match["head"], section, codes) for match in scored]
    if not any(reading and reading.code for reading in readings):
        runs = [cell.lines for cell in cells]
        return [
            {"text": entry.text}
            for root in entries(runs)
            for entry in root.walk()
            if entry.text
        ]
    found: list[Tree] = []
    for match, reading in zip(scored, readings, strict=True):
        if reading is None or not reading.code:
            raw = " ".join(match[0].split())
            spot = cells[0].spot
            stays = reading.open if reading else None
            draft.ask(spot, stays or "score-without-code", raw=raw)
            found.append({"text": to_arabic(raw)})
            continue
        spot = _spot(cells, reading.raw)
        score: Tree = {"code": reference(draft, reading, spot)}
        if section.part and reading.code.startswith("e"):
            score["part"] = section.part
        score["score"] = to_arabic(match["score"])
        if reading.rest:
            score["wording"] = to_arabic(reading.rest)
        found.append({"scores": [score]})
    tail = text[scored[-1].end() :].strip()
    if tail:
        found.append({"text": to_arabic(tail)})
    return found


def _head(head: str, section: SourceSection, codes: CodeReader) -> Reading | None:
    bare = _MARK.sub("", " ".join(head.split()))
    return codes.read(bare, section.instrument)


def _spot(cells: Sequence[SourceCell], raw: str) -> Spot:
    return next((cell.spot for cell in cells if raw in cell.text), cells[0].spot)
