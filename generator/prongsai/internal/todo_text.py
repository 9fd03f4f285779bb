"""Open items as text for a chat, as Markdown, and as sheets of paper."""

import re
from collections.abc import Iterator

from prongsai import messages
from prongsai.assessment.coverage import Basis
from prongsai.internal.todo import NOBODY, Todo, UnitTodo
from prongsai.site.internal_pages import internal_page

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def as_text(todo: Todo) -> str:
    """Write plain lines, short enough for a chat."""
    lines = [*_head(todo), *todo.readings, *_calendar(todo, "● {}", "   - {}")]
    for unit in todo.units:
        lines += ["", f"■ {unit.name} {unit.count(todo.language)}"]
        if unit.id == NOBODY:
            lines.append(_say(todo, "nobody-hint"))
        for number, task in enumerate(unit.begun, 1):
            lines.append(f"{number}. {task.code} {task.title}")
            if task.deadline:
                lines.append(f"   {task.deadline}")
            lines += [f"   - {line}" for line in task.lines]
        lines += _not_begun(todo, unit)
    return "".join(f"{line}\n" for line in (*lines, *_foot(todo))).rstrip("\n") + "\n"


def as_markdown(todo: Todo) -> str:
    """Write Markdown: a heading for each unit, a list entry for each item."""
    title, day = _head(todo)
    lines = [f"# {_plain(title)}", "", _plain(day)]
    lines += [f"\n{_plain(line)}" for line in todo.readings]
    lines += _calendar(todo, "## {}\n", "- {}")
    for unit in todo.units:
        count = unit.count(todo.language)
        lines += ["", f"## {_plain(unit.name)} ({count})", ""]
        if unit.id == NOBODY:
            lines += [_plain(_say(todo, "nobody-hint")), ""]
        for task in unit.begun:
            deadline = f" – **{_plain(task.deadline)}**" if task.deadline else ""
            lines.append(f"- **{task.code}** {_plain(task.title)}{deadline}")
            lines += [f"  - {_plain(line)}" for line in task.lines]
        if unit.not_begun:
            lines.append(f"- {_say(todo, 'not-begun', count=len(unit.not_begun))}")
            lines += [f"  - **{t.code}** {_plain(t.title)}" for t in unit.not_begun]
    for line in _foot(todo):
        lines += ["", _plain(line)] if line else []
    return "".join(f"{line}\n" for line in lines)


def as_html(todo: Todo, *units: UnitTodo) -> bytes:
    """Write one page of HTML in which every unit begins a new sheet of A4."""
    return internal_page("todo", todo.language, todo=todo, units=units).encode()


def _say(todo: Todo, key: str, **facts: object) -> str:
    return messages.text("internal", key, todo.language, **facts)


def _head(todo: Todo) -> tuple[str, str]:
    title = _say(todo, "todo-title")
    head = _say(todo, "todo-of", title=title, agency=todo.agency, year=todo.year)
    return head, _say(todo, "todo-as-of", date=todo.today)


def _calendar(todo: Todo, heading: str, line: str) -> Iterator[str]:
    """Yield the year's calendar, where anything of it is known."""
    if todo.reminders:
        yield ""
        yield heading.format(_say(todo, "calendar"))
    for one in todo.reminders:
        told = f"{one.title}: {one.time}"
        yield line.format(_plain(told) if line.startswith("-") else told)


def _not_begun(todo: Todo, unit: UnitTodo) -> Iterator[str]:
    if unit.not_begun:
        yield _say(todo, "not-begun", count=len(unit.not_begun))
        for task in unit.not_begun:
            late = f" – {task.deadline}" if task.deadline else ""
            yield f"   - {task.code} {task.title}{late}"


def _foot(todo: Todo) -> Iterator[str]:
    yield ""
    if not todo.units:
        yield _say(todo, "nothing-owed")
    if todo.basis is not Basis.DISCLOSED:
        yield _say(todo, f"todo-{todo.basis}", year=todo.year, draft=todo.draft)
    if todo.waiting:
        yield _say(todo, "todo-confirm", agency=todo.slug, year=todo.year)
    if todo.unknown:
        yield _say(todo, "todo-unknown-lists", count=todo.unknown)
    yield todo.live


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
