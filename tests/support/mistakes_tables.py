"""Tables of mistakes: what an officer typed, and the whole report that follows.

`tests/mistakes/<table>.yml` is a list of cases: `name`, `text` (one file) or `files`
(path: text, laid over a small site; no text takes the file away), and `expect`, the
report in Thai. `pytest --update-golden` writes `expect` anew;
read it before you commit it.
"""

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from each import Test, each
from prongsai import messages
from prongsai.findings import Finding, worst_first

FOLDER = Path(__file__).parents[1] / "mistakes"

Case = dict[str, Any]


def cases(table: str) -> list[dict[str, Any]]:
    """Read the cases of `tests/mistakes/<table>.yml` without the project's reader."""
    text = (FOLDER / f"{table}.yml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = YAML(typ="safe").load(text)
    return found


def named(table: str) -> Callable[[Test], Test]:
    """Run a test over every case of a table, and show all that fail."""
    found = cases(table)
    names = [case["name"] for case in found]
    assert len(names) == len(set(names)), "two cases have one name"
    return each("case", found)


def report(findings: Iterable[Finding]) -> str:
    """Return all that is said: place, severity, code, message, and what to do."""
    return "".join(f"{line}\n" for one in worst_first(findings) for line in _told(one))


def _told(finding: Finding) -> Iterable[str]:
    message = messages.message(finding)
    yield f"{finding.place}: {finding.severity}[{finding.code}] {message}"
    first, *more = messages.hint(finding).splitlines()
    yield f"  → {first}"
    yield from (f"    {line}" for line in more)


def same_as_table(
    table: str,
    case: dict[str, Any],
    run: Callable[[dict[str, Any]], str],
    *,
    update: bool,
) -> None:
    """Assert that `run` reports of a case what the table holds, or write the table."""
    if update:
        _write_anew(table, run)
    else:
        assert case["expect"] == run(case)


@cache
def _write_anew(table: str, run: Callable[[dict[str, Any]], str]) -> None:
    """Write the table with what `run` gives for each case."""
    head = (FOLDER / f"{table}.yml").read_text(encoding="utf-8").partition("\n- ")[0]
    lines = [head.rstrip()] if head.startswith("#") else []
    for case in cases(table):
        lines.append(f"\n- name: {case['name']}")
        for key, value in case.items():
            if key in {"name", "expect"}:
                continue
            if isinstance(value, dict):
                lines.append(f"  {key}:")
                lines += [
                    f"    {name}:{_text(text, 6)}" for name, text in value.items()
                ]
            else:
                lines.append(f"  {key}:{_text(value, 4)}")
        lines.append(f"  expect:{_text(run(case), 4)}")
    text = "\n".join(lines).lstrip("\n") + "\n"
    (FOLDER / f"{table}.yml").write_text(text, encoding="utf-8")


def _text(value: object, indent: int) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " " + json.dumps(value, ensure_ascii=False)
    text = str(value)
    plain = text.endswith("\n") and text[0] not in " \n" and not text.endswith("\n\n")
    if plain and all(sign.isprintable() or sign == "\n" for sign in text):
        blanks = " " * indent
        body = "".join(
            f"\n{blanks}{line}".rstrip(" ") if line else "\n"
            for line in text.removesuffix("\n").split("\n")
        )
        if not any(line.endswith(" ") for line in text.split("\n")):
            return f" |{body}"
    return " " + json.dumps(text, ensure_ascii=not text.isprintable())
