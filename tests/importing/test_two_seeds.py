"""Two real documents into one year of one agency: every cell of both is there."""

import shutil
from pathlib import Path

import pytest

from imported_seeds import imported
from office_files import site
from prongsai.importing.run import run
from prongsai.importing.tree_words import words
from prongsai.importing.understand.vocabulary import normalise
from prongsai.yaml.reader import read_yaml
from seeds import SEEDS, seed_text

pytestmark = pytest.mark.seeds

OF_THE_FILE = ("source", "year_inferred")


@pytest.mark.slow
@pytest.mark.parametrize("order", [("003", "002"), ("002", "003")])
def test_the_plan_of_one_and_the_report_of_the_other_keep_every_cell(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    folder = site(tmp_path)
    for number in order:
        seed_text(number)
        (file,) = SEEDS.glob(f"{number}_*.txt")
        shutil.copy(file, tmp_path / f"{number}.txt")
        (made,) = run(tmp_path, [tmp_path / f"{number}.txt"], folder.name, 2566)
        assert not made.conflicts
    said = "".join(_texts(folder / "2566" / "measures.yml"))
    said += "".join(_texts(folder / "2565" / "scores.yml"))
    for number in order:
        assert {text for text in _of_alone(number) if text not in said} == set()


def _texts(path: Path) -> list[str]:
    return [normalise(word) for word in words(read_yaml(path.read_bytes(), "").tree)]


def _of_alone(number: str) -> set[str]:
    """Return every text of the document imported alone, but what its files are of."""
    draft = imported(number)
    trees = [
        {name: part for name, part in tree.items() if name not in OF_THE_FILE}
        for tree in (draft.measures, draft.scores)
    ]
    return {normalise(word) for word in words(trees)}
