"""Findings as commands print them next to their own output."""

from collections.abc import Iterator, Sequence

from prongsai import messages
from prongsai.findings import Finding
from prongsai.reports.words import hint_lines, place_of, severity_word


def as_text(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Yield a line and its hint for each, as `build` and `serve` print them."""
    for finding in findings:
        word = severity_word(finding.severity, language)
        message = messages.message(finding, language)
        yield f"{place_of(finding)}: {word}[{finding.code}] {message}"
        first, *more = hint_lines(finding, language)
        yield f"  → {first}"
        yield from (f"    {line}" for line in more)
