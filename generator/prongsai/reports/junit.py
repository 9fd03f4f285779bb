"""JUnit XML for anything that shows test results: one test case a finding.

Errors and warnings are failures, hints are skipped cases: seen, but nothing is red.
"""

from xml.etree import ElementTree as ET

from prongsai.findings import Finding, Severity
from prongsai.messages.signs import in_xml, visible
from prongsai.reports.groups import owner
from prongsai.reports.report import Report
from prongsai.reports.words import (
    heading_line,
    hint_of,
    message_of,
    place_of,
    severity_word,
    whose_rule,
)


def as_junit(report: Report) -> str:
    """Write one suite an agency; without findings one case that passes."""
    top = ET.Element("testsuites")
    slugs = list(dict.fromkeys(one.agency for one in report.findings)) or [""]
    for number, slug in enumerate(slugs):
        found = [one for one in report.findings if one.agency == slug]
        _suite(report, ET.SubElement(top, "testsuite"), (number, slug), found)
    ET.indent(top, " ")
    text = ET.tostring(top, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{in_xml(_legal(text))}\n'


def _suite(
    report: Report,
    suite: ET.Element,
    name: tuple[int, str],
    findings: list[Finding],
) -> None:
    number, slug = name
    hints = sum(finding.severity is Severity.HINT for finding in findings)
    suite.attrib = {
        "name": owner(report, slug),
        "package": slug or "site",
        "id": str(number),
        "timestamp": f"{report.heading.date.isoformat()}T00:00:00",
        "hostname": "localhost",
        "tests": str(len(findings) or 1),
        "failures": str(len(findings) - hints),
        "errors": "0",
        "skipped": str(hints),
        "time": "0",
    }
    properties = ET.SubElement(suite, "properties")
    line = heading_line(report.heading, report.language)
    ET.SubElement(properties, "property", name="prongsai", value=line)
    for finding in findings:
        _case(report, suite, finding)
    if not findings:
        ET.SubElement(suite, "testcase", name="check", classname="content", time="0")
    ET.SubElement(suite, "system-out").text = ""
    ET.SubElement(suite, "system-err").text = ""


def _case(report: Report, suite: ET.Element, finding: Finding) -> None:
    language = report.language
    subject = " ".join(filter(None, (finding.subject, finding.field)))
    case = ET.SubElement(
        suite,
        "testcase",
        name=" ".join(f"{finding.code} {subject}".split()),
        classname=visible(finding.place.path),
        time="0",
    )
    message = message_of(finding, language)
    if finding.severity is Severity.HINT:
        ET.SubElement(case, "skipped", message=message)
        return
    failure = ET.SubElement(case, "failure", message=message, type=finding.code)
    lines = [
        f"{place_of(finding)}: {severity_word(finding.severity, language)}",
        f"→ {hint_of(finding, language)}",
        *([whose_rule(finding.rule, language)] if finding.rule else []),
        f"fingerprint {finding.fingerprint}",
    ]
    failure.text = "\n".join(lines)


def _legal(text: str) -> str:
    """Drop what XML 1.0 has no place for (control characters)."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t\r").translate(
        {0xFFFE: None, 0xFFFF: None}
    )
