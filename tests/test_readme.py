"""What the README says is true."""

import re

import pytest

from checkout import ROOT
from prongsai.cli import COMMANDS
from prongsai.loading.catalogue_table import with_table

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_catalogues_is_made_from_the_data() -> None:
    assert with_table(README) == README


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"^\| `([a-z-]+)[^`]*` \|", README, re.MULTILINE))

    assert named <= set(COMMANDS)
    assert set(COMMANDS) - named <= {"checks", "schemas"}


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_file_it_links_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()


def test_every_make_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
