"""SARIF 2.1.0 for code scanning.

Source: OASIS Standard, Static Analysis Results Interchange Format (SARIF) Version
2.1.0, sections 3.13 (log), 3.14 (run), 3.19 (driver), 3.27 (result).
"""

from urllib.parse import quote

from prongsai.findings import Finding, Severity
from prongsai.messages import signs
from prongsai.reports.report import Report, ReportState
from prongsai.reports.words import hint_of, message_of, severity_word, whose_rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_STATES = {
    ReportState.NEW: "new",
    ReportState.OLD: "unchanged",
    ReportState.FIXED: "absent",
}


def as_sarif(report: Report) -> str:
    """Write one run; the fingerprint is the finding's own."""
    codes = sorted({finding.code for finding in _all(report)})
    run = {
        "tool": {
            "driver": {
                "name": "prongsai",
                "version": report.heading.program,
                "rules": [_rule(report, code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "language": report.language,
        "properties": _properties(report),
        "results": [
            _result(report, finding, codes.index(finding.code))
            for finding in _all(report)
        ],
    }
    value = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return signs.as_json(value)


def _properties(report: Report) -> dict[str, str]:
    heading = report.heading
    known = {
        "catalogue": heading.catalogue.isoformat(),
        "commit": heading.commit,
        "date": heading.date.isoformat(),
    }
    return {name: value for name, value in known.items() if value}


def _all(report: Report) -> tuple[Finding, ...]:
    return report.findings + (report.since.fixed if report.since else ())


def _rule(report: Report, code: str) -> dict[str, object]:
    first = next(finding for finding in _all(report) if finding.code == code)
    rule: dict[str, object] = {
        "id": code,
        "defaultConfiguration": {"level": _LEVELS[first.severity]},
    }
    if first.rule:
        words = whose_rule(first.rule, report.language)
        rule["fullDescription"] = {"text": words}
    return rule


def _result(report: Report, finding: Finding, index: int) -> dict[str, object]:
    message = message_of(finding, report.language)
    hint = hint_of(finding, report.language)
    path = report.heading.prefix + finding.place.path
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{message}\n→ {hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": finding.place.line,
                        "startColumn": finding.place.column,
                    },
                }
            }
        ],
        "partialFingerprints": {"prongsai/v1": finding.fingerprint},
        "properties": {"severity": severity_word(finding.severity, report.language)},
    }
    if report.since:
        result["baselineState"] = _STATES[report.since.state(finding)]
    return result
