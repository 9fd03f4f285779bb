r"""Lists inside one cell: an entry a line, its parts between bars.

`2567:i12 | public | คำถามตามเอกสาร`; a bar of the text itself is written `\|`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any  # trees of YAML

from prongsai.thai.codes import parse_reference

_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def write_entries(entries: Sequence[Mapping[str, Any]], parts: Sequence[str]) -> str:
    """Write records with the fields `parts` as lines."""
    return "\n".join(_write(entry, parts) for entry in entries)


def read_entries(text: str, parts: Sequence[str]) -> list[dict[str, str]]:
    """Read lines as records; empty lines are skipped.

    Parts beyond the number of fields go, with their bars, to the last field.
    """
    entries = (_read(line, parts) for line in text.splitlines())
    return [entry for entry in entries if entry]


def _write(entry: Mapping[str, Any], parts: Sequence[str]) -> str:
    values = [_escaped(one(entry.get(part))) for part in parts]
    if "code" in parts and "text" in parts and not any(values[:-1]):
        lone = values[-1]
        return lone if not _is_code(lone) else " | " * (len(parts) - 1) + lone
    while values and not values[-1]:
        values.pop()
    return " | ".join(values)


def _read(line: str, parts: Sequence[str]) -> dict[str, str]:
    values = [_restored(one(value)) for value in _split(line, len(parts))]
    if len(values) == 1 and "code" in parts and "text" in parts:
        name = "code" if _is_code(values[0]) else "text"
        return {name: values[0]} if values[0] else {}
    return {part: value for part, value in zip(parts, values, strict=False) if value}


def _split(line: str, most: int) -> list[str]:
    marked = _BAR.sub(lambda found: f"{found[1]}\0", line)
    values = marked.split("\0", most - 1)
    return [value.replace("\0", r"\|") for value in values]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", r"\|")


def _restored(text: str) -> str:
    return re.sub(r"\\([\\|])", r"\1", text)


def _is_code(text: str) -> bool:
    try:
        parse_reference(text)
    except ValueError:
        return False
    return True


def one(value: object) -> str:
    """Return a value on one line, as the model reads a text."""
    return " ".join(str(value).split()) if value is not None else ""
