"""Reports: one list of findings written for people and for machines.

To add a format: a module with one function from `Report` to text, and one line in
`REPORTS`. Every format says the same things; only text knows colours, and those are
put on by the command.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from prongsai import messages
from prongsai.findings import Finding
from prongsai.reports.github import as_github
from prongsai.reports.gitlab import as_gitlab
from prongsai.reports.json import as_json
from prongsai.reports.junit import as_junit
from prongsai.reports.markdown import as_markdown
from prongsai.reports.report import Report
from prongsai.reports.sarif import as_sarif
from prongsai.reports.text import as_plain_text
from prongsai.reports.words import severity_word

REPORTS: Mapping[str, Callable[[Report], str]] = {
    "text": as_plain_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
    "sarif": as_sarif,
    "junit": as_junit,
    "gitlab": as_gitlab,
}
"""Every format by its name, in the order of the help text."""


def as_text(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Yield two short lines a finding, as `build` and `serve` print them."""
    for finding in findings:
        word = severity_word(finding.severity, language)
        message = messages.message(finding, language)
        yield f"{finding.place}: {word}[{finding.code}] {message}"
        yield f"  → {messages.hint(finding, language)}"
