"""The report as one Markdown comment or job summary, for reviewers.

The first line is a marker by which the comment is found and replaced next time.
GitHub takes 65,536 characters; whole entries are left out and counted before that.
"""

import re
from collections.abc import Iterable, Iterator

from prongsai.findings import Finding
from prongsai.reports.groups import FIRST, sections
from prongsai.reports.report import Report, ReportState
from prongsai.reports.text import count_line, coverage_lines, since_line, what_next
from prongsai.reports.words import (
    heading_line,
    hint_lines,
    message_of,
    place_of,
    say,
    severity_word,
    whose_rule,
)
from prongsai.site.escape import for_comment, in_comment

MARKER = "<!-- prongsai: check -->"
MOST = 64_000
"""Bytes of a comment in UTF-8."""


def as_markdown(report: Report) -> str:
    """Write the comment."""
    head = [MARKER, f"### {say('report-title', report.language)}", ""]
    if report.findings:
        head.append(f"**{count_line(report)}**")
    else:
        head.append(f"**{say('nothing', report.language)}**")
    if report.since:
        head += ["", for_comment(since_line(report))]
    for line in coverage_lines(report):
        head += ["", for_comment(line)]
    tail = ["", what_next(report), "", f"<sub>{_heading(report)}</sub>"]
    return fitted(head, _blocks(report), tail, say("cut", report.language))


Block = tuple[int, str]
"""Whole lines of a comment, and how many findings or changes they are about."""


def fitted(
    head: Iterable[str], blocks: Iterable[Block], tail: Iterable[str], cut: str
) -> str:
    """Join lines and as many whole blocks as fit.

    `cut` is the sentence for what was left out, with `{count}` in it.
    """
    before, after = "\n".join(head), "\n".join(tail)
    left = MOST - _size(before) - _size(after) - _size(cut) - 100
    parts, out = [before], 0
    for count, text in blocks:
        left -= _size(text) + 1
        if left < 0 or out:
            out += count
        else:
            parts.append(text)
    if out:
        parts.append("\n" + cut.format(count=out))
    return "\n".join([*parts, after]) + "\n"


def _size(text: str) -> int:
    return len(text.encode())


def _heading(report: Report) -> str:
    return in_comment(heading_line(report.heading, report.language))


def _blocks(report: Report) -> Iterator[Block]:
    language = report.language
    for section in sections(report):
        title = say("section", language, title=section.title, count=section.count)
        above = f"\n#### {for_comment(title)}\n"
        for level in section.levels:
            word = severity_word(level.severity, language)
            words = say("section", language, title=word, count=level.count)
            above += f"\n**{words}**\n"
            for group in level.groups:
                above += f"\n{for_comment(group.title)}\n"
                for entry in group.entries:
                    lines = "\n".join(_entry(report, entry))
                    yield len(entry), f"{above}\n{lines}" if above else lines
                    above = ""
    if report.since and report.since.fixed:
        title = say("fixed-title", language, count=len(report.since.fixed))
        yield 0, f"\n#### {title}\n"
        for finding in report.since.fixed:
            yield 1, f"- ~~{for_comment(message_of(finding, language))}~~"


def _hint(finding: Finding, language: str) -> Iterator[str]:
    """Write words as text, and what can be pasted in a block of code."""
    first, *more = hint_lines(finding, language)
    yield f"  → {for_comment(first)}"
    if more:
        fence = "`" * max(3, *(_ticks(line) + 1 for line in more))
        yield f"\n  {fence}"
        yield from (f"  {line}" for line in more)
        yield f"  {fence}"


def _ticks(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _entry(report: Report, findings: tuple[Finding, ...]) -> Iterator[str]:
    language = report.language
    for finding in findings[:FIRST]:
        new = report.state(finding) is ReportState.NEW
        mark = f"**{say('new-mark', language)}** " if new else ""
        message = for_comment(message_of(finding, language))
        yield f"- {mark}{message} (<code>{for_comment(place_of(finding))}</code>)"
    first = findings[0]
    yield from _hint(first, language)
    if first.rule:
        yield f"  <sub>{for_comment(whose_rule(first.rule, language))}</sub>"
    if len(findings) > FIRST:
        more = say("same-again", language, count=len(findings) - FIRST)
        yield f"- {more}"
