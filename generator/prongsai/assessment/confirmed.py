"""What a confirmation covers: a hash over the values and the bytes of the files.

Any later change makes it void, so that what was confirmed becomes declared again.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from prongsai.model.disclosures import ComponentDisclosure, Disclosure, Evidence
from prongsai.storage.content_folder import Attachment


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
        seen["components"] = [_component(part) for part in parts]
    else:
        names = list(component.evidence)
        seen["component"] = _component(component)
    seen["evidence"] = [
        _evidence(evidence, files)
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


def _component(component: ComponentDisclosure) -> dict[str, Any]:
    return {
        "id": component.id,
        "text": component.text,
        "evidence": sorted(component.evidence),
    }


def _evidence(evidence: Evidence, files: Mapping[str, Attachment]) -> dict[str, Any]:
    values = evidence.model_dump(mode="json", exclude={"personal_data"})
    attachment = files.get(evidence.file or "")
    return {**values, "sha256": attachment.sha256 if attachment else None}
