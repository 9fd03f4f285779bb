"""Annotations for GitHub Actions: workflow commands on standard output.

GitHub shows 10 annotations of a kind from one step and drops the rest without a word;
so the rest is counted in a plain line of the log.
"""

from collections import Counter
from collections.abc import Iterator

from prongsai.findings import Finding, Severity
from prongsai.messages.signs import visible
from prongsai.reports.report import Report, ReportState
from prongsai.reports.text import count_line
from prongsai.reports.words import hint_of, message_of, say, severity_word

MOST = 10
"""Annotations of one kind that GitHub shows from one step."""

_KINDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "notice",
}


def as_github(report: Report) -> str:
    """Write one command for each finding, new ones first, at most `MOST` of a kind."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    shown: Counter[Severity] = Counter()
    ordered = sorted(
        report.findings,
        key=lambda one: (one.severity.rank, report.state(one) is ReportState.OLD),
    )
    for finding in ordered:
        shown[finding.severity] += 1
        if shown[finding.severity] <= MOST:
            yield _command(report, finding)
    for severity, count in shown.items():
        if count > MOST:
            yield say(
                "not-shown",
                report.language,
                kind=severity_word(severity, report.language),
                count=count - MOST,
            )
    if report.findings:
        yield count_line(report)


def _command(report: Report, finding: Finding) -> str:
    word = severity_word(finding.severity, report.language)
    facts = {
        "file": visible(report.heading.prefix + finding.place.path),
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": f"{word} [{finding.code}]",
    }
    words = ",".join(f"{name}={_property(value)}" for name, value in facts.items())
    message = message_of(finding, report.language)
    text = _data(f"{message}\n→ {hint_of(finding, report.language)}")
    return f"::{_KINDS[finding.severity]} {words}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
