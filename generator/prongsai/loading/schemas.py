"""JSON Schemas of the content, for editors: completion, help, red lines."""

import json
from collections.abc import Iterator

from prongsai.loading.file_kinds import KINDS


def schemas() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every schema file, `<kind>.json`, in order."""
    for kind in sorted(KINDS):
        schema = KINDS[kind].model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True)
        yield f"{kind}.json", f"{text}\n".encode()
