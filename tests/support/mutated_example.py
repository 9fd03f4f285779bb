"""The example agency with one thing taken away, and the findings that are new.

The mutations come from walking the model, the catalogue and the data. A required thing
that cannot be taken away from the example fails the test, so that the example and the
rules grow together.
"""

import datetime
import json
import pickle
from collections import Counter
from functools import cache
from typing import Any

from checkout import ROOT, content_sources
from prongsai.checking import check_with
from prongsai.checking.rerun import Rerun
from prongsai.findings import Finding
from prongsai.loading.catalogues import catalogue
from prongsai.model.catalogue import Catalogue
from prongsai.storage.content_folder import Sources, with_facts
from prongsai.yaml.reader import read_yaml

FOLDER = "content/agencies/tambon-tuayang"
TODAY = datetime.date(2025, 9, 30)
Tree = Any
Trees = dict[str, Tree]


@cache
def sources() -> Sources:
    every = with_facts(ROOT, content_sources(TODAY))

    def wanted(path: str) -> bool:
        return path == "content/site.yml" or path.startswith(FOLDER)

    return Sources(
        texts={path: text for path, text in every.texts.items() if wanted(path)},
        attachments={
            path: one for path, one in every.attachments.items() if wanted(path)
        },
    )


@cache
def example_trees() -> Trees:
    """Return the example's files as trees; results name no evidence of other items."""
    trees = {
        path.removeprefix(f"{FOLDER}/"): read_yaml(data, path).tree
        for path, data in sources().texts.items()
    }
    for path, tree in trees.items():
        if path.endswith("measures.yml"):
            plan: Any = tree
            for measure in plan["measures"]:
                for result in measure.get("results", ()):
                    result.pop("evidence", None)
    return trees


@cache
def example_bytes() -> bytes:
    return pickle.dumps(example_trees())


def example() -> Trees:
    trees: Trees = pickle.loads(example_bytes())
    return trees


def as_yaml(tree: Tree) -> bytes:
    """Write a tree quickly: JSON is YAML."""
    return json.dumps(tree, ensure_ascii=False).encode()


def findings(trees: Trees) -> Counter[tuple[str, str]]:
    """Count what is found, as code and subject."""
    texts = dict(sources().texts)
    for path, tree in trees.items():
        full = path if path.startswith("content/") else f"{FOLDER}/{path}"
        texts[full] = as_yaml(tree)
    changed = Sources(texts=texts, attachments=sources().attachments)
    checked = check_with(RULES, changed, TODAY)
    return Counter(key(finding) for finding in checked.findings)


RULES = Rerun()
"""As at the desk: a rule is run again where what it reads has changed."""


def key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.subject


@cache
def before() -> Counter[tuple[str, str]]:
    return findings(example())


def new(trees: Trees) -> list[tuple[str, str]]:
    return sorted((findings(trees) - before()).elements())


def rules(year: int = 2568) -> Catalogue:
    found = catalogue(year)
    assert found is not None
    return found


def measures(year: int) -> Tree:
    return example_trees()[f"{year}/measures.yml"]["measures"]
