"""GitLab's code quality report: findings next to the lines of a merge request.

GitLab keeps one entry for each fingerprint; findings that share one are counted in it.
"""

from prongsai.findings import Severity
from prongsai.messages import signs
from prongsai.reports.groups import together
from prongsai.reports.report import Report
from prongsai.reports.words import hint_of, message_of, say

_SEVERITIES = {
    Severity.ERROR: "blocker",
    Severity.WARNING: "major",
    Severity.HINT: "info",
}


def as_gitlab(report: Report) -> str:
    """Write the list of entries that GitLab reads."""
    entries = []
    for fingerprint, found in together(report.findings, lambda one: one.fingerprint):
        first, more = found[0], len(found) - 1
        words = f"{message_of(first, report.language)} → "
        words += hint_of(first, report.language)
        if more:
            words += " " + say("and-more", report.language, count=more)
        entries.append(
            {
                "description": words,
                "check_name": first.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[first.severity],
                "location": {
                    "path": report.heading.prefix + first.place.path,
                    "lines": {"begin": first.place.line},
                },
            }
        )
    return signs.as_json(entries)
