"""The texts of a year as their authors typed them, for rules on spelling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.fields import Record
from prongsai.yaml.reader import YamlPath

_AROUND = 15
"""How many characters on either side a message shows."""

_NEVER_FIRST = "ะัาำิีึืฺุู็่้๊๋์ํๅๆฯ"
_NEVER_LAST = "เแโใไ"
"""Vowels and marks that belong to a letter that was cut off."""

Fix = tuple[tuple[int, int], str]
"""From where to where, and what should be there."""

_NAMES_OF_FILES = frozenset({"file", "signed_file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """One text and its place."""

    loaded: Loaded[Record]
    path: YamlPath
    value: str

    def findings(self, code: str, fixes: Sequence[Fix]) -> Iterator[Finding]:
        """Yield one hint for all `fixes` of this text, none where there are none."""
        if not fixes:
            return
        places = [self._around(span, right) for span, right in sorted(fixes)]
        yield self.loaded.finding(
            code,
            self.path,
            subject_of(self.loaded.value, self.path),
            PROJECT,
            wrong="” “".join(wrong for wrong, _ in places),
            right="” “".join(right for _, right in places),
        )

    def _around(self, span: tuple[int, int], right: str) -> tuple[str, str]:
        start, end = span
        left = self.value[max(0, start - _AROUND) : start]
        rest = self.value[end : end + _AROUND]
        if len(left) < start:
            left = left.lstrip(_NEVER_FIRST)
        if end + len(rest) < len(self.value):
            rest = rest.rstrip(_NEVER_LAST)
        wrong = self.value[start:end]
        return f"{left}{wrong}{rest}".strip(), f"{left}{right}{rest}".strip()


def own_texts(assessed: AssessedYear) -> Iterator[OwnText]:
    """Yield all texts of the year's files; with the newest year, the agency's too."""
    year = assessed.year
    loaded: list[Loaded[Record] | None] = [
        year.scores,
        year.measures,
        year.disclosures,
        year.survey,
    ]
    if assessed.agency.years[-1] is year:
        loaded.append(assessed.agency.agency)
    for one in loaded:
        for path, value in one.leaves if one else ():
            if isinstance(value, str) and path[-1] not in _NAMES_OF_FILES:
                yield OwnText(loaded=one, path=path, value=value)  # type: ignore[arg-type]  # leaves are texts here


def subject_of(record: object, path: YamlPath) -> str:
    """Return the id or code of the innermost thing on the way that has one."""
    found = ""
    for step in path:
        record = record[step] if isinstance(step, int) else getattr(record, step, None)  # type: ignore[index]  # a path of this record
        found = str(getattr(record, "id", getattr(record, "code", "")) or found)
    return found
