"""Open items as text for a chat, as Markdown, and as sheets of paper."""

from collections.abc import Iterator

from prongsai import messages
from prongsai.assessment.coverage import Basis
from prongsai.internal.todo import NOBODY, Todo, UnitTodo
from prongsai.site.escape import for_comment
from prongsai.site.internal_pages import internal_page


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
    lines = [f"# {for_comment(title)}", "", for_comment(day)]
    lines += [f"\n{for_comment(line)}" for line in todo.readings]
    lines += _calendar(todo, "## {}\n", "- {}")
    for unit in todo.units:
        count = unit.count(todo.language)
        lines += ["", f"## {for_comment(unit.name)} ({count})", ""]
        if unit.id == NOBODY:
            lines += [for_comment(_say(todo, "nobody-hint")), ""]
        for task in unit.begun:
            deadline = f" – **{for_comment(task.deadline)}**" if task.deadline else ""
            lines.append(f"- **{task.code}** {for_comment(task.title)}{deadline}")
            lines += [f"  - {for_comment(line)}" for line in task.lines]
        if unit.not_begun:
            lines.append(f"- {_say(todo, 'not-begun', count=len(unit.not_begun))}")
            for task in unit.not_begun:
                lines.append(f"  - **{task.code}** {for_comment(task.title)}")
    for line in _foot(todo):
        lines += ["", for_comment(line)] if line else []
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
        yield line.format(for_comment(told) if line.startswith("-") else told)


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
