"""Exit codes: 0 fine, 1 wrong content, 2 wrong usage or environment, 70 our own bug."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from prongsai.findings import Finding, Severity

EXIT_CONTENT, EXIT_USAGE, EXIT_BUG = 1, 2, 70


def exit_code(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """Return 1 where something forbids publication (with `strict`: risks points)."""
    return exit_code_of({finding.severity for finding in findings}, strict=strict)


def exit_code_of(severities: AbstractSet[str], *, strict: bool) -> int:
    """Return the exit code for findings of these severities."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return EXIT_CONTENT if severities & bad else 0
