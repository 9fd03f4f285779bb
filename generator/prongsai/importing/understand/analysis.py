"""The analysis: what the document concludes from the scores."""

from collections.abc import Sequence
from decimal import Decimal

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.draft import Draft, Guessed, Tree
from prongsai.importing.understand.grid import Grid, GridRow
from prongsai.importing.understand.lists import entries
from prongsai.importing.understand.reasons import why
from prongsai.importing.understand.sections import Choice, SourceSection
from prongsai.importing.understand.vocabulary import says
from prongsai.model.catalogue import Catalogue
from prongsai.thai.digits import to_arabic


class Analyses:
    """Collects entries of the analysis in the order of the document."""

    def __init__(self, draft: Draft, rules: Catalogue | None) -> None:
        """Start with no entry."""
        self._draft = draft
        self._mark = rules.pass_mark if rules else Decimal(85)
        self.made: list[Tree] = []
        self.choices: dict[str, Choice] = {}

    def heading(self, section: SourceSection) -> None:
        """Keep a heading about one indicator and its score."""
        if section.kind:
            scope = [{"code": f"{self._draft.result_year}:{section.indicator}"}]
            self._add(section.kind, scope, section.of_kind, _bare(section.heading))

    def beside(
        self,
        grid: Grid,
        row: GridRow,
        about: tuple[str, str],
        cells: Sequence[SourceCell],
        scores: Sequence[str],
    ) -> None:
        """Keep the remark next to the score of `about` (code and EIT part)."""
        code, part = about
        scope: Tree = {"code": self._reference(code)}
        if part:
            scope["part"] = part
        name = f"analysis[{code}{f'@{part}' if part else ''}]"
        group = row.section.group
        if group and self._spans(grid, row, cells):
            scope = {
                "code": f"{self._draft.result_year}:{row.section.instrument}",
                "wording": to_arabic(group.text),
            }
            name = f"analysis[{row.section.instrument}]"
            self._draft.put(group, f"{name}.scope")
        kind = self._kind(grid, row, cells, scores)
        for root in entries([cell.lines for cell in cells]):
            for entry in root.walk():
                if entry.text:
                    self._add(kind, [dict(scope)], row.section.selection, entry.text)
        for cell in cells:
            self._draft.put(cell, f"{name}.text")
        self._against(row.section, code, scores, cells)

    def of_measures(self, grid: Grid, targets: Sequence[Tree]) -> None:
        """Keep the heading of a table of measures that says why they were chosen."""
        scope = [
            {key: value for key, value in target.items() if key in {"code", "part"}}
            for target in targets
            if "code" in target
        ]
        section = grid.section
        if section.kind and scope:
            self._add(section.kind, scope, section.selection, section.heading)

    def _reference(self, code: str) -> str:
        reference = f"{self._draft.result_year}:{code}"
        return (
            Guessed(reference, code.comment) if isinstance(code, Guessed) else reference
        )

    def _add(self, kind: str, scope: list[Tree], selection: str, text: str) -> None:
        entry: Tree = {"id": f"a{len(self.made) + 1:02}", "kind": kind, "scope": scope}
        if selection:
            entry["selection"] = selection
        entry["text"] = to_arabic(text)
        self.made.append(entry)

    def _spans(self, grid: Grid, row: GridRow, cells: Sequence[SourceCell]) -> bool:
        """Return whether one remark is for all rows of its group."""
        at = cells[0].spot.column
        group = row.section.group
        of_group = [other for other in grid.rows if other.section.group is group]
        return len(of_group) > 1 and sum(bool(other.of(at)) for other in of_group) == 1

    def _kind(
        self,
        grid: Grid,
        row: GridRow,
        cells: Sequence[SourceCell],
        scores: Sequence[str],
    ) -> str:
        if row.section.kind:
            return row.section.kind
        header = grid.headers.get(cells[0].spot.column, "")
        found = says("headings", header)
        named = next((k for k in ("urgent", "develop", "keep") if k in found), "")
        if named:
            return named
        kind = "urgent" if scores and Decimal(scores[0]) < self._mark else "develop"
        reason = why("kind-of-score", mark=self._mark)
        self._draft.guess(cells[0].spot, "kind-guessed", kind=kind, why=reason)
        return Guessed(kind, reason)

    def _against(
        self,
        section: SourceSection,
        code: str,
        scores: Sequence[str],
        cells: Sequence[SourceCell],
    ) -> None:
        against(
            self._draft, self.choices.get(section.selection), code, scores, cells[:1]
        )


def against(
    draft: Draft,
    choice: Choice | None,
    code: str,
    scores: Sequence[str],
    cells: Sequence[SourceCell],
) -> None:
    """Note a score that contradicts its heading."""
    if choice is None or not choice.value or not scores:
        return
    score, value = Decimal(scores[0]), Decimal(choice.value)
    wrong = (choice.rule in {"below", "lowest"} and score >= value) or (
        choice.rule in {"above", "highest"} and score <= value
    )
    if wrong:
        draft.contradict(
            cells[0].spot if cells else None,
            "score-against-heading",
            code=code,
            score=score,
            heading=choice.heading,
        )


def _bare(heading: str) -> str:
    first, _, rest = heading.partition(" ")
    return rest if first.rstrip(").").isdecimal() else heading
