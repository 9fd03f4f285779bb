"""Findings as text for a terminal."""

from collections.abc import Iterator, Sequence

from prongsai import messages
from prongsai.findings import Finding, Severity

_ENGLISH = {"error": "error", "warning": "warning", "hint": "hint"}
_THAI = {"error": "กันเผยแพร่", "warning": "เสี่ยงเสียคะแนน", "hint": "ควรแก้"}


def severity_word(severity: Severity, language: str) -> str:
    """Return the word that officers see."""
    return (_THAI if language == "th" else _ENGLISH)[severity]


def as_text(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Yield lines: place, severity, code and message, then what to do."""
    for finding in findings:
        word = severity_word(finding.severity, language)
        message = messages.message(finding, language)
        yield f"{finding.place}: {word}[{finding.code}] {message}"
        yield f"  → {messages.hint(finding, language)}"
