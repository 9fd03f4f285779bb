"""The lines of `scores.yml` as they are found, each code once."""

import re
from collections.abc import Sequence
from decimal import Decimal

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.draft import Draft, Guessed, Tree
from prongsai.importing.understand.vocabulary import normalise
from prongsai.thai.digits import to_arabic

_STATEMENT = re.compile(r"\s*☐\s*|\s+[-–•]\s+|\n[-–•]?\s*")
_ORDER = ("code", "part", "score", "wording", "verdict", "remark", "statements")
_GROUPS = ("instruments", "indicators", "sub_indicators", "questions", "items")
_TOLERANCE = Decimal("0.01")


def path(group: str, code: str, part: str = "") -> str:
    """Return the name of a line in the draft's places."""
    return f"scores.{group}[{code}{f'@{part}' if part else ''}]"


class ScoreLines:
    """Keeps one line for each code and part; what differs later is a contradiction."""

    def __init__(self, draft: Draft) -> None:
        """Start with no line."""
        self._draft = draft
        self._lines: dict[tuple[str, str, str], Tree] = {}

    def line(self, group: str, code: str, part: str = "") -> Tree:
        """Return the line of a code, new or known."""
        key = (group, str(code), part)
        if key not in self._lines:
            self._lines[key] = {"code": code, "part": part}
        elif isinstance(code, Guessed):
            self._lines[key].setdefault("code", code)
        return self._lines[key]

    def write(self) -> None:
        """Put the lines into the draft, in the order in which they were found.

        Only a question may be without a score; the cells of other lines stay unplaced
        then.
        """
        kept: dict[str, list[Tree]] = {group: [] for group in _GROUPS}
        for (group, code, part), line in self._lines.items():
            if group == "questions" or "score" in line:
                made = {name: line[name] for name in _ORDER if line.get(name)}
                kept[group].append(made)
            else:
                self._draft.take_back(f"{path(group, code, part)}.")
        self._draft.scores |= {group: lines for group, lines in kept.items() if lines}

    def put(
        self, cells: Sequence[SourceCell], group: str, line: Tree, name: str, value: str
    ) -> None:
        """Set a field of a line; a cell that says otherwise stays unplaced."""
        where = f"{path(group, line['code'], line.get('part', ''))}.{name}"
        if name not in line:
            line[name] = value
        elif normalise(str(line[name])) != normalise(value):
            for cell in cells:
                self._draft.contradict(
                    cell.spot,
                    "printed-twice",
                    code=line["code"],
                    first=line[name],
                    second=value,
                )
            return
        for cell in cells:
            self._draft.put(cell, where)

    def question(
        self,
        code: str,
        part: str,
        raw: str,
        subject: Sequence[SourceCell],
        beside: Sequence[SourceCell],
        values: Sequence[str],
    ) -> None:
        """Keep a question with its wording, statements and scores.

        `raw` is the code as printed; the text after it is the wording.
        """
        line = self.line("questions", code, part)
        text = "".join(
            f"\n{each.text}" if each.mark else f" {each.text}"
            for cell in subject
            for each in cell.lines
        ).strip()
        wording, *statements = _STATEMENT.split(text[len(raw) :].lstrip(" .:"))
        statements = [" ".join(to_arabic(s).split()) for s in statements if s.strip()]
        here = path("questions", line["code"], part)
        words = " ".join(to_arabic(wording).split())
        if words:
            self.put(subject[:1], "questions", line, "wording", words)
        elif subject and not statements:
            self._draft.put(subject[0], f"{here}.code")
        if statements and not line.get("statements"):
            line["statements"] = [{"text": statement} for statement in statements]
        for at, cell in enumerate(subject):
            if statements and (at or _STATEMENT.search(cell.text)):
                self._draft.put(cell, f"{here}.statements")
            elif at:
                self._draft.put(cell, f"{here}.wording")
        if values:
            self._scores(line, here, beside, values)

    def _scores(
        self, line: Tree, here: str, beside: Sequence[SourceCell], values: Sequence[str]
    ) -> None:
        statements = line.get("statements", [])
        first, *others = values
        self.put(beside, "questions", line, "score", first)
        if not others:
            return
        if len(others) != len(statements):
            line["remark"] = " ".join(values)
            for cell in beside:
                self._draft.put(cell, f"{here}.remark")
                self._draft.ask(cell.spot, "scores-uncounted", code=line["code"])
            return
        for statement, value in zip(statements, others, strict=True):
            statement["score"] = value
        mean = sum(map(Decimal, others), Decimal()) / len(others)
        for cell in beside:
            self._draft.put(cell, f"{here}.statements")
            if abs(mean - Decimal(first)) > _TOLERANCE:
                self._draft.contradict(
                    cell.spot,
                    "not-the-mean",
                    code=line["code"],
                    score=first,
                    mean=f"{mean:.2f}",
                )
