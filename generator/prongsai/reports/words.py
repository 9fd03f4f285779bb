"""The words that all formats share."""

from prongsai import messages
from prongsai.findings import Finding, Rule, Severity
from prongsai.messages.signs import visible
from prongsai.reports.report import Heading
from prongsai.thai.dates import format_iso, format_short

SHORT = 10
"""Letters of a commit's id that a person reads."""


def say(key: str, language: str, /, **facts: object) -> str:
    """Return the words `key` of the table of reports."""
    return messages.text("report", key, language, **facts)


def severity_word(severity: Severity, language: str) -> str:
    """Return the word that officers see."""
    return say(severity.value, language)


def whose_rule(rule: Rule, language: str) -> str:
    """Return who asks for it: the authority in words, and its source."""
    authority = say(f"authority-{rule.authority}", language)
    if not rule.source:
        return say("rule-without-source", language, authority=authority)
    return say("rule", language, authority=authority, source=rule.source)


def heading_line(heading: Heading, language: str) -> str:
    """Return version, revision of the rules, commit and day in one line."""
    day = format_short if language == "th" else format_iso
    parts = [
        say("program", language, version=heading.program),
        say("catalogue", language, date=day(heading.catalogue)),
    ]
    if heading.commit:
        key = "commit-changed" if heading.changed else "commit"
        parts.append(say(key, language, commit=heading.commit[:SHORT]))
    parts.append(say("date", language, date=day(heading.date)))
    return " · ".join(parts)


def place_of(finding: Finding) -> str:
    """Return where it is, on one line: files may have any name."""
    return visible(str(finding.place))


def message_of(finding: Finding, language: str) -> str:
    """Return what is wrong, in one line."""
    return " ".join(messages.message(finding, language).split())


def hint_of(finding: Finding, language: str) -> str:
    """Return what to do, in one line."""
    return " ".join(messages.hint(finding, language).split())


def hint_lines(finding: Finding, language: str) -> tuple[str, ...]:
    """Return what to do, line by line, as it can be copied."""
    return tuple(messages.hint(finding, language).splitlines())
