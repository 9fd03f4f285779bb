"""The report as a page for officers: grouped, in plain words, to open and to print."""

from prongsai.reports.groups import FIRST, sections
from prongsai.reports.report import Report, ReportState
from prongsai.reports.text import count_line, what_next
from prongsai.reports.words import (
    heading_line,
    hint_lines,
    message_of,
    say,
    severity_word,
    whose_rule,
)


def as_html(report: Report) -> str:
    """Write one HTML file that needs no other."""
    from prongsai.site.internal_pages import internal_page  # noqa: PLC0415 - slow to import

    language = report.language
    return internal_page(
        "findings",
        language,
        report=report,
        sections=sections(report),
        heading=heading_line(report.heading, language),
        count=count_line(report) if report.findings else say("nothing", language),
        next=what_next(report),
        first=FIRST,
        say=lambda key, **facts: say(key, language, **facts),
        word=lambda severity: severity_word(severity, language),
        message=lambda finding: message_of(finding, language),
        hint=lambda finding: hint_lines(finding, language),
        rule=lambda rule: whose_rule(rule, language),
        is_new=lambda finding: report.state(finding) is ReportState.NEW,
    )
