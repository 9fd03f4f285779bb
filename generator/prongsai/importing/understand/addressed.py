"""What a measure addresses: codes with the document's words, or only words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prongsai.importing.read.document import SourceCell, Spot
from prongsai.importing.understand.codes import CodeReader, Reading
from prongsai.importing.understand.draft import Draft, Guessed, Tree
from prongsai.importing.understand.reasons import why
from prongsai.importing.understand.sections import SourceSection
from prongsai.thai.digits import to_arabic

_SPLIT = re.compile(
    r"(?<!^)(?=(?:เครื่องมือการประเมิน|ตัวชี้วัด(?!\s*ย่อย))|(?:(?<=\s)ประเด็น(?=\s))|(?<=\s)-\s)"
)
_INSTRUMENT = re.compile(r"เครื่องมือการประเมิน\s*(IIT|EIT|OIT)\s*")
_INDICATOR = re.compile(r"ตัวชี้วัด(?:\s*ที่\s*([0-9๐-๙]{1,2}))?\s*")
_BULLET = re.compile(r"^[-–•]\s*")


@dataclass(slots=True, kw_only=True)
class Inherited:
    """The indicator that a cell names for the rows below it as well."""

    indicator: str = ""
    instrument: str = ""
    heading: str = ""
    raw: list[str] = field(default_factory=list)


def reference(draft: Draft, reading: Reading, spot: Spot) -> str:
    """Return the code with the year of the result; a guess keeps its reason."""
    code = f"{draft.result_year}:{reading.code}"
    if reading.conflict:
        none = reading.conflict == "-"
        draft.contradict(
            spot,
            "text-of-none" if none else "text-of-other",
            code=reading.code,
            other=reading.conflict,
            text=reading.rest[:60],
        )
    if reading.guessed is None:
        return code
    reason = why(reading.guessed, raw=reading.raw)
    draft.guess(
        spot,
        "code-guessed",
        raw=reading.raw,
        code=reading.code,
        why=reason,
    )
    return Guessed(code, reason)


def targets(
    cells: Sequence[SourceCell],
    section: SourceSection,
    codes: CodeReader,
    draft: Draft,
    inherited: Inherited,
) -> tuple[list[Tree], Reading | None]:
    """Return what a cell names; the reading where the whole cell is one question."""
    text = " ".join(cell.text for cell in cells)
    if not text:
        return [], None
    spot = cells[0].spot
    bare = _BULLET.sub("", text)
    reading = codes.read(bare, section.instrument)
    if reading is not None and reading.open != "code-open":
        if reading.open:
            draft.ask(spot, reading.open, raw=reading.raw)
            return [{"text": to_arabic(text)}], None
        target: Tree = {"code": reference(draft, reading, spot)}
        if section.part and reading.code.startswith("e"):
            target["part"] = section.part
        if reading.rest:
            target["wording"] = to_arabic(reading.rest)
        above = [{"code": f"{draft.result_year}:{section.indicator}"}]
        return [*(above if section.indicator else []), target], reading
    if reading is not None:
        draft.ask(spot, "code-open", raw=reading.raw)
    found: list[Tree] = []
    for line in (line for cell in cells for line in cell.lines):
        parts = (part.strip() for part in _SPLIT.split(line.text))
        found += [_named(part, codes, draft, inherited) for part in parts if part]
    _inherit(found, text, spot, draft, inherited)
    return found, None


def _named(part: str, codes: CodeReader, draft: Draft, inherited: Inherited) -> Tree:
    printed = to_arabic(_BULLET.sub("", part)).strip() or part
    match = _INSTRUMENT.match(printed)
    if match:
        inherited.instrument = match[1]
        return {"code": f"{draft.result_year}:{match[1]}", "wording": printed}
    match = _INDICATOR.match(printed)
    code = codes.named(printed[match.end() :] if match else printed)
    if match and match[1] and codes.instrument(to_arabic(match[1])):
        code = to_arabic(match[1])
    if code and code.isdecimal():
        inherited.indicator = code
        inherited.heading = printed
    if code:
        return {"code": f"{draft.result_year}:{code}", "wording": printed}
    return {"text": printed}


def _inherit(
    found: list[Tree], text: str, spot: Spot, draft: Draft, inherited: Inherited
) -> None:
    """Give a row with a dash the indicator above it, as a guess."""
    named = any(":" in str(target.get("code", "")) for target in found)
    if named or not _BULLET.match(text) or not inherited.indicator:
        return
    reason = why("row-above", raw=inherited.heading)
    draft.guess(
        spot, "code-guessed", raw=text[:40], code=inherited.indicator, why=reason
    )
    code = f"{draft.result_year}:{inherited.indicator}"
    found.insert(0, {"code": Guessed(code, reason)})
