"""The sheet of all items of a year, and files to name in it."""

from pathlib import Path
from typing import Any

from prongsai.yaml.reader import read_yaml
from workbook_project import FOLDER


def put_file(root: Path, name: str, folder: str = FOLDER) -> None:
    path = root / folder / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"เนื้อหาของ {name}", encoding="utf-8")


def items(root: Path, folder: str = FOLDER) -> dict[str, Any]:
    data = (root / folder / "disclosures.yml").read_bytes()
    tree: Any = read_yaml(data, "disclosures.yml").tree
    return {item["code"]: item for item in tree["items"]}
