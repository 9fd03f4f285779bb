"""Two short lines a finding, as commands print them beside what they do."""

from collections.abc import Iterator, Sequence

from prongsai import messages
from prongsai.findings import Finding
from prongsai.reports.words import severity_word


def as_text(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Yield two short lines a finding, as `build` and `serve` print them."""
    for finding in findings:
        word = severity_word(finding.severity, language)
        message = messages.message(finding, language)
        yield f"{finding.place}: {word}[{finding.code}] {message}"
        yield f"  → {messages.hint(finding, language)}"
