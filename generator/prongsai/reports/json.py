"""The report for programs. Its shape is a contract: `report.schema.json`."""

from prongsai.findings import Finding
from prongsai.messages import signs
from prongsai.model.catalogue import Authority
from prongsai.reports.report import Report, ReportState
from prongsai.reports.words import hint_of, message_of

VERSION = 1
"""Of the shape; raised only when something is taken away or means something else."""


def as_json(report: Report) -> str:
    """Write the report with stable keys; dates are ค.ศ. (ISO 8601), years พ.ศ."""
    heading = report.heading
    value = {
        "version": VERSION,
        "program": heading.program,
        "catalogue": heading.catalogue.isoformat(),
        "commit": heading.commit or None,
        "changed": heading.changed,
        "date": heading.date.isoformat(),
        "language": report.language,
        "since": report.since.revision if report.since else None,
        "counts": {word.value: count for word, count in report.counts.items()},
        "coverage": [
            {
                "agency": year.agency,
                "year": year.year,
                "items": year.items,
                "complete": year.complete,
                "incomplete": year.incomplete,
                "unknown": year.unknown,
                "worst": float(year.worst),
                "best": float(year.best),
                "points": float(year.points),
                "authority": year.authority.value,
                "basis": year.basis.value,
                "readings": [
                    {
                        "by": reading.by,
                        "authority": Authority.LOCAL.value,
                        "codes": list(reading.codes),
                        "complete": reading.complete,
                        "message": reading.words(report.language),
                    }
                    for reading in year.readings
                ],
            }
            for year in report.coverage
        ],
        "findings": [
            finding_as_json(finding, report.language, report.state(finding))
            for finding in report.findings
        ],
        "fixed": [
            finding_as_json(finding, report.language, ReportState.FIXED)
            for finding in (report.since.fixed if report.since else ())
        ],
        "unseen": [
            finding_as_json(finding, report.language)
            for finding in (report.since.unseen if report.since else ())
        ],
    }
    return signs.as_json(value)


def finding_as_json(
    finding: Finding, language: str, state: ReportState | None = None
) -> dict[str, object]:
    """Return one finding as JSON values."""
    rule = finding.rule
    return {
        "fingerprint": finding.fingerprint,
        "code": finding.code,
        "severity": finding.severity.value,
        "state": state.value if state else None,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "agency": finding.agency or None,
        "year": finding.year or None,
        "subject": finding.subject or None,
        "field": finding.field or None,
        "message": message_of(finding, language),
        "hint": hint_of(finding, language),
        "rule": {"authority": rule.authority, "source": rule.source} if rule else None,
        "facts": dict(finding.facts),
    }
