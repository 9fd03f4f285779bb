"""The difference for programs. Its shape is a contract: `diff.schema.json`."""

from pydantic import BaseModel

from prongsai.checks._personal_text import masked
from prongsai.comparing.changed_files import FileChanges
from prongsai.comparing.compare import Change, typed
from prongsai.comparing.difference import Difference
from prongsai.comparing.revision import Coverage, Revision
from prongsai.comparing.words import tell
from prongsai.messages import signs
from prongsai.reports.json import finding_as_json
from prongsai.reports.report import ReportState
from prongsai.storage.content_folder import Attachment

VERSION = 1
"""Of the shape; raised only when something is taken away or means something else."""


def as_json(difference: Difference, language: str) -> str:
    """Write the difference; values are written as in YAML."""
    since = difference.findings
    value = {
        "version": VERSION,
        "program": difference.heading.program,
        "catalogue": difference.heading.catalogue.isoformat(),
        "date": difference.heading.date.isoformat(),
        "language": language,
        "base": _side(difference.base),
        "head": _side(difference.head),
        "changes": [
            _change(difference, file, change, language)
            for file in difference.files
            for change in file.changes
        ],
        "formatting": list(difference.formatting),
        "tools": list(difference.tools),
        "coverage": [
            {
                "agency": slug,
                "year": year,
                "before": _coverage(before),
                "after": _coverage(after),
            }
            for (slug, year), (before, after) in difference.coverage.items()
        ],
        "findings": {
            name: [finding_as_json(one, language, state) for one in found]
            for name, state, found in (
                ("new", ReportState.NEW, since.new),
                ("fixed", ReportState.FIXED, since.fixed),
                ("unseen", None, since.unseen),
            )
        },
        "addresses": {
            "appeared": _list(difference.appeared),
            "vanished": _list(difference.vanished),
        },
    }
    return signs.as_json(value)


def _side(side: Revision) -> dict[str, object]:
    return {
        "name": side.name or None,
        "commit": side.commit or None,
        "unreadable": sorted(side.unreadable),
    }


def _change(
    difference: Difference, file: FileChanges, change: Change, language: str
) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "agency": file.agency or None,
        "year": file.year or None,
        "file": file.path,
        "whole": file.whole.value if file.whole else None,
        "path": list(change.path),
        "label": tell(difference, file, change, language).where,
        "before": data(change.before),
        "after": data(change.after),
    }


def data(value: object) -> object:
    """Return a value or a record as in YAML, without the fields that are not given."""
    match value:
        case None:
            return None
        case Attachment():
            return {"sha256": value.sha256, "size": value.size}
        case BaseModel():
            return {
                info.alias or name: data(one)
                for name, info in type(value).model_fields.items()
                if (one := getattr(value, name)) is not None and one != ()
            }
        case tuple():
            return [data(one) for one in value]
        case str():
            return masked(value)
        case _:
            return typed(value)


def _coverage(coverage: Coverage | None) -> dict[str, int] | None:
    if coverage is None:
        return None
    return {
        "pages": coverage.pages,
        "of": coverage.of,
        "complete": coverage.complete,
        "incomplete": coverage.incomplete,
        "unknown": coverage.unknown,
    }


def _list(addresses: tuple[str, ...] | None) -> list[str] | None:
    return None if addresses is None else list(addresses)
