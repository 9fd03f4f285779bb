"""The report for a person at a terminal: counted, grouped, what matters first on top.

Every line carries the name of a style; the command turns styles into colours where it
writes to a terminal, and nowhere else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from prongsai.assessment.coverage import Basis
from prongsai.findings import Finding, Severity
from prongsai.messages.signs import harmless, visible
from prongsai.model.catalogue import Authority
from prongsai.reports.groups import (
    FIRST,
    ReportSection,
    matters_first,
    owner,
    sections,
    subject_of,
)
from prongsai.reports.report import Report, ReportState
from prongsai.reports.words import (
    heading_line,
    hint_lines,
    message_of,
    place_of,
    say,
    severity_word,
    whose_rule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line and its style: a severity, `title`, `place`, `do`, `quiet` or empty."""

    text: str
    style: str = ""


def as_plain_text(report: Report) -> str:
    """Write the whole report without colours."""
    return harmless("".join(f"{line.text}\n" for line in text_lines(report)))


def text_lines(report: Report) -> Iterator[Line]:
    """Yield the lines of the report."""
    language = report.language
    yield Line(text=heading_line(report.heading, language), style="quiet")
    yield from _counts(report)
    yield from (Line(text=line) for line in coverage_lines(report))
    if len(report.findings) > FIRST:
        yield Line(text="")
        yield Line(text=say("first", language, count=FIRST), style="title")
        for number, found in enumerate(matters_first(report), 1):
            yield from _first(report, number, found)
    for section in sections(report):
        yield Line(text="")
        yield from _section(report, section)
    if report.since and report.since.fixed:
        yield Line(text="")
        count = len(report.since.fixed)
        yield Line(text=say("fixed-title", language, count=count), style="title")
        for finding in report.since.fixed:
            where = visible(finding.place.path)
            yield Line(text=f"  ✓ {where}: {message_of(finding, language)}")
    yield Line(text="")
    yield Line(text=what_next(report), style="do")


def _counts(report: Report) -> Iterator[Line]:
    language = report.language
    if not report.findings:
        yield Line(text=say("nothing", language), style="title")
    else:
        yield Line(text=count_line(report), style="title")
    if report.since:
        yield Line(text=since_line(report), style="title")


def coverage_lines(report: Report) -> Iterator[str]:
    """Yield how far each year is; nothing unchecked is called complete."""
    for year in report.coverage:
        facts = {f.name: getattr(year, f.name) for f in fields(year)}
        line = say("coverage", report.language, **facts, items=year.items)
        if year.authority is not Authority.OFFICIAL:
            line += f" {say('coverage-assumed', report.language)}"
        if year.basis is not Basis.DISCLOSED:
            line += f" {say(f'coverage-{year.basis}', report.language)}"
        yield line
        yield from (f"  {one.words(report.language)}" for one in year.readings)


def count_line(report: Report) -> str:
    """Return how many findings there are, and how many of each severity."""
    parts = [
        f"{severity_word(severity, report.language)} {count}"
        for severity, count in report.counts.items()
        if count
    ]
    total = len(report.findings)
    return say("found", report.language, count=total, parts=" · ".join(parts))


def since_line(report: Report) -> str:
    """Return how many findings are new, old and fixed; empty without a comparison."""
    since = report.since
    if since is None:
        return ""
    line = say(
        "since",
        report.language,
        revision=since.revision,
        new=len(since.new),
        old=len(since.old),
        fixed=len(since.fixed),
    )
    if since.unseen:
        line += " · " + say("unseen", report.language, count=len(since.unseen))
    return line


def what_next(report: Report) -> str:
    """Return the last line: what to do now."""
    worst = next((name for name, count in report.counts.items() if count), None)
    count = report.counts[worst] if worst else 0
    return say(f"next-{worst or 'nothing'}", report.language, count=count)


def _first(report: Report, number: int, findings: Sequence[Finding]) -> Iterator[Line]:
    first, language = findings[0], report.language
    word = severity_word(first.severity, language)
    where = f"{owner(report, first.agency)} · {subject_of(report, first)}"
    yield Line(text=f"  {number}. {word}: {where}", style=first.severity)
    yield Line(text=f"     {message_of(first, language)}{_more(report, findings)}")
    yield Line(text=f"     {place_of(first)}", style="place")
    yield from _hint(first, language, "     ")


def _more(report: Report, findings: Sequence[Finding]) -> str:
    if len(findings) == 1:
        return ""
    return " " + say("and-more", report.language, count=len(findings) - 1)


def _section(report: Report, section: ReportSection) -> Iterator[Line]:
    language = report.language
    yield Line(
        text=say("section", language, title=section.title, count=section.count),
        style="title",
    )
    for level in section.levels:
        word = severity_word(level.severity, language)
        yield Line(
            text="  " + say("section", language, title=word, count=level.count),
            style=level.severity,
        )
        said: set[str] = set()
        for group in level.groups:
            yield Line(text=f"    {group.title}")
            for entry in group.entries:
                yield from _entry(report, entry, said)


def _entry(
    report: Report, findings: Sequence[Finding], said: set[str]
) -> Iterator[Line]:
    """Write one finding, or several of one code with the first places.

    What to do and the rule's authority are printed once below all findings that share
    them; `said` holds what was printed before.
    """
    language = report.language
    shown = findings[:FIRST]
    advice = [_advice(report, finding) for finding in shown]
    for index, finding in enumerate(shown):
        mark, message = _mark(report, finding), message_of(finding, language)
        yield Line(text=f"      • {mark}{message} [{finding.code}]")
        yield Line(text=f"        {place_of(finding)}", style="place")
        if index + 1 == len(shown) or advice[index] != advice[index + 1]:
            yield from _once(advice[index], finding, said, language)
    rest = findings[FIRST:]
    if rest:
        yield Line(
            text="      • " + say("same-again", language, count=len(rest)),
            style="quiet",
        )
        if len({one.place.path for one in findings}) == 1:
            yield Line(text=f"        {_line_numbers(rest, language)}", style="place")


def _advice(report: Report, finding: Finding) -> tuple[Line, ...]:
    hint = tuple(_hint(finding, report.language, "        "))
    if finding.rule is None:
        return hint
    whose = Line(
        text=f"        {whose_rule(finding.rule, report.language)}", style="quiet"
    )
    return *hint, whose


def _hint(finding: Finding, language: str, margin: str) -> Iterator[Line]:
    first, *more = hint_lines(finding, language)
    yield Line(text=f"{margin}→ {first}", style="do")
    yield from (Line(text=f"{margin}  {line}", style="do") for line in more)


def _once(
    advice: tuple[Line, ...], finding: Finding, said: set[str], language: str
) -> Iterator[Line]:
    key = f"{finding.code}{advice}"
    if key in said:
        words = say("as-above", language, code=finding.code)
        yield Line(text=f"        → {words}", style="quiet")
    else:
        yield from advice
    said.add(key)


_MOST_LINES = 12


def _line_numbers(findings: Sequence[Finding], language: str) -> str:
    lines = ", ".join(str(one.place.line) for one in findings[:_MOST_LINES])
    dots = " …" if len(findings) > _MOST_LINES else ""
    return say("lines", language, lines=lines + dots)


def _mark(report: Report, finding: Finding) -> str:
    if report.state(finding) is not ReportState.NEW:
        return ""
    return say("new-mark", report.language) + " "


STYLES = {
    Severity.ERROR.value: "bold red",
    Severity.WARNING.value: "bold yellow",
    Severity.HINT.value: "bold cyan",
    "title": "bold",
    "place": "blue",
    "do": "green",
    "quiet": "dim",
}
"""Colours of the styles, in the words of rich."""
