"""What the last build was made of, so that nothing is built twice.

`build/manifest.json` lists every published address with the hash of its bytes;
`build/cache/last.json` remembers inputs and findings of that build.
"""

import datetime
import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from prongsai import __version__
from prongsai.findings import Finding
from prongsai.layout.plan import Plan
from prongsai.sources import Sources
from prongsai.staging import BUILD
from prongsai.starter import starter

MANIFEST = "manifest.json"
LAST = "cache/last.json"


def inputs(root: Path, sources: Sources) -> str:
    """Return a hash over all that a build depends on, but for the day."""
    digest = hashlib.sha256(sources.fingerprint.encode())
    for name in ("mkdocs", "mkdocs-material", "jinja2", "markdown"):
        digest.update(f"{name}={version(name)}\n".encode())
    folders = (Path(__file__).parent, starter("theme"), root / "theme")
    for folder in dict.fromkeys(folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    for config in (root / "mkdocs.yml", starter("mkdocs.yml")):
        if config.is_file():
            digest.update(config.read_bytes())
    return digest.hexdigest()


def write(
    root: Path,
    sources: Sources,
    today: datetime.date,
    findings: tuple[Finding, ...],
    plan: Plan,
) -> None:
    """Write the manifest and remember the build."""
    site = root / BUILD / "site"
    manifest = {
        "program": __version__,
        "date": today.isoformat(),
        "inputs": inputs(root, sources),
        "files": {
            path.relative_to(site).as_posix(): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        },
        "pages": [page.address for page in plan.pages],
    }
    (root / BUILD / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    last = root / BUILD / LAST
    last.parent.mkdir(parents=True, exist_ok=True)
    del findings
