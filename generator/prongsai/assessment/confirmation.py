"""Confirm what a named post looked at, and know whether that is still so.

The YAML keeps a hash over the values and the bytes of the files that were seen. Any
later change makes it void: what was confirmed becomes declared again.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # values of fields, to be written as JSON

from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.model.disclosures import ComponentDisclosure, Disclosure, Evidence
from prongsai.storage.content_folder import Attachment
from prongsai.thai.dates import format_iso
from prongsai.yaml.edits import Put, edit
from prongsai.yaml.reader import YamlPath


class CannotConfirmError(Exception):
    """Nothing to confirm. `key` is a text of `terminal.yml`, with its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        """Keep the key of the text that says what is missing."""
        super().__init__(key)
        self.key, self.facts = key, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What is written, and where: `path` is the mapping that gets `confirmed`."""

    file: str
    path: YamlPath
    target: str
    by: str
    on: datetime.date
    of: str

    def written(self, data: bytes) -> bytes:
        """Return the file with the confirmation put in; nothing else changes.

        Raises:
            EditError: the file would not say so.
        """
        value = {"by": self.by, "on": format_iso(self.on), "of": self.of}
        return edit(data, [Put(path=(*self.path, "confirmed"), value=value)])


def confirm(
    content: Content, slug: str, year: int, target: str, by: str, on: datetime.date
) -> Confirmation:
    """Confirm `O12` or `O12.o12-work` as it is now.

    Raises:
        CannotConfirmError: no such agency, year, item or component, or nothing in it.
    """
    agency = _agency(content, slug)
    found = agency.year(year)
    if found is None or found.disclosures is None:
        raise CannotConfirmError("confirm-no-year", agency=agency.slug, year=str(year))
    code, _, name = target.partition(".")
    index, item = _item(found, code)
    path: YamlPath = ("items", index)
    component = None
    if name:
        at, component = _component(item, name)
        path = (*path, "components", at)
        target = f"{item.code}.{component.id}"
    elif not item.evidence and not item.components:
        raise CannotConfirmError("confirm-nothing", target=item.code)
    of = confirmation_hash(item, component, found.attachments)
    file = found.disclosures.file
    return Confirmation(
        file=file, path=path, target=target, by=" ".join(by.split()), on=on, of=of
    )


def _agency(content: Content, slug: str) -> AgencyContent:
    slugs = [agency.slug for agency in content.agencies]
    if not slug and len(slugs) == 1:
        return content.agencies[0]
    for agency in content.agencies:
        if agency.slug == slug:
            return agency
    raise CannotConfirmError("confirm-no-agency", agency=slug, known=", ".join(slugs))


def _item(year: Year, code: str) -> tuple[int, Disclosure]:
    items = year.disclosures.value.items if year.disclosures else ()
    for index, item in enumerate(items):
        if item.code == code:
            return index, item
    known = ", ".join(item.code for item in items)
    raise CannotConfirmError("confirm-no-item", item=code, known=known)


def _component(item: Disclosure, name: str) -> tuple[int, ComponentDisclosure]:
    for at, component in enumerate(item.components):
        if name in {component.id, component.id.removeprefix(f"{item.code.lower()}-")}:
            if not component.text and not component.evidence:
                raise CannotConfirmError("confirm-nothing", target=component.id)
            return at, component
    known = ", ".join(component.id for component in item.components) or "–"
    raise CannotConfirmError(
        "confirm-no-component", item=item.code, component=name, known=known
    )


def confirmation_hash(
    disclosure: Disclosure,
    component: ComponentDisclosure | None,
    files: Mapping[str, Attachment],
) -> str:
    """Return the hash of what a confirmation of a component, or of an item, covers.

    A component covers its words and its evidence; an item everything that is public of
    it. The order of evidence does not matter, nor how the YAML is written.
    """
    seen: dict[str, Any] = {"item": disclosure.code}
    if component is None:
        names = [evidence.id for evidence in disclosure.evidence]
        parts = sorted(disclosure.components, key=lambda part: part.id)
        seen["explanation"] = disclosure.explanation
        seen["components"] = [_component_values(part) for part in parts]
    else:
        names = list(component.evidence)
        seen["component"] = _component_values(component)
    seen["evidence"] = [
        _evidence_values(evidence, files)
        for evidence in sorted(disclosure.evidence, key=lambda e: e.id)
        if evidence.id in names
    ]
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
    return f"sha256-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def is_current(
    disclosure: Disclosure,
    component: ComponentDisclosure | None,
    files: Mapping[str, Attachment],
) -> bool:
    """Return whether a post confirmed exactly what is there now."""
    confirmed = (component or disclosure).confirmed
    if confirmed is None:
        return False
    return confirmed.of == confirmation_hash(disclosure, component, files)


_HOW_SHOWN = ("show", "sheet", "columns", "caption", "unit")
"""Fields that count only where they are filled, so that older hashes stay true."""


def _component_values(component: ComponentDisclosure) -> dict[str, Any]:
    return {
        "id": component.id,
        "text": component.text,
        "evidence": sorted(component.evidence),
    }


def _evidence_values(
    evidence: Evidence, files: Mapping[str, Attachment]
) -> dict[str, Any]:
    given = evidence.model_dump(mode="json", exclude={"personal_data"})
    values = {name: one for name, one in given.items() if one or name not in _HOW_SHOWN}
    attachment = files.get(evidence.file or "")
    return {**values, "sha256": attachment.sha256 if attachment else None}
