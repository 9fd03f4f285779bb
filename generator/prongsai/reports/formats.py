"""The registry of report formats, one line each."""

from collections.abc import Callable, Mapping

from prongsai.reports.github import as_github
from prongsai.reports.gitlab import as_gitlab
from prongsai.reports.html import as_html
from prongsai.reports.json import as_json
from prongsai.reports.junit import as_junit
from prongsai.reports.markdown import as_markdown
from prongsai.reports.report import Report
from prongsai.reports.sarif import as_sarif
from prongsai.reports.text import as_plain_text

REPORTS: Mapping[str, Callable[[Report], str]] = {
    "text": as_plain_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
    "sarif": as_sarif,
    "junit": as_junit,
    "gitlab": as_gitlab,
    "html": as_html,
}
"""Every format by its name, in the order of the help text."""
