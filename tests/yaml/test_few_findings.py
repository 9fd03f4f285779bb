"""However often a file is wrong, what is said of it stays short."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from large_yaml import LARGE_YAML
from prongsai.checking import check_sources
from prongsai.findings import MOST_OF_A_KIND, Finding, Place, counted
from prongsai.loading.content import Loaded
from prongsai.model.fields import Record
from prongsai.site.planned import plan_checked
from prongsai.storage.content_folder import read_sources
from small_site import AGENCY, YEAR, write

DAY = datetime.date(2025, 3, 31)
SIZE = 1_000
MORE = "more-of-the-same"
MOST_SIGNS = 1000
"""Of what a finding says: the names of all units would be as many as the file has."""

FILES = (
    *("content/site.yml", "content/published.yml", "content/catalogue/2568.yml"),
    *(f"{AGENCY}/agency.yml", f"{YEAR}/measures.yml", f"{YEAR}/disclosures.yml"),
)


def found_in(root: Path) -> tuple[Finding, ...]:
    sources = read_sources(root)
    checked, _ = plan_checked(check_sources(sources, DAY), sources)
    return checked.findings


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_what_is_said_of_a_file_stays_short(file: str, quick_folder: Path) -> None:
    for what, made in LARGE_YAML.items():
        root = write(quick_folder, {file: made(SIZE)})
        found = found_in(root)
        kinds = Counter((one.code, one.place.path) for one in found)
        assert max(kinds.values(), default=0) <= MOST_OF_A_KIND, what
        longest = max((len(str(one.facts)) for one in found), default=0)
        assert longest <= MOST_SIGNS, f"{file}: {what}"


def twice(begin: str, line: str) -> bytes:
    """Return a file with so many wrong entries that most are only counted."""
    return (begin + line * (2 * MOST_OF_A_KIND + 1)).encode()


WRONG_OFTEN = {
    f"{YEAR}/disclosures.yml": twice("items:\n", "- {code: O1, owner: nowhere}\n"),
    f"{YEAR}/scores.yml": twice("items:\n", "- {code: O99, score: 1}\n"),
    f"{AGENCY}/agency.yml": twice(
        "name: ก\nkind: other\nprovince: น่าน\nunits:\n", "- {id: u, name: ก}\n"
    ),
    "content/catalogue/2568.yml": twice(
        "fiscal_year: 2568\nitems:\n", "- {code: O1}\n"
    ),
}


@pytest.mark.parametrize("file", WRONG_OFTEN)
def test_what_is_only_counted_is_not_made(
    file: str, quick_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Counter[str] = Counter()
    as_it_is = Loaded.finding

    def noted(loaded: Loaded[Record], /, *at: str, **facts: object) -> Finding:
        made[at[0]] += 1
        return as_it_is(loaded, *at, **facts)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(Loaded, "finding", noted)
    found = found_in(write(quick_folder, {file: WRONG_OFTEN[file]}))
    assert max(made.values()) == MOST_OF_A_KIND
    more = {dict(one.facts)["count"] for one in found if one.code == MORE}
    assert more
    assert more <= {str(MOST_OF_A_KIND), str(MOST_OF_A_KIND + 1)}


def test_what_was_counted_in_parts_is_told_once() -> None:
    place = Place(path="a.yml")
    many = [
        Finding(code="duplicate-code", place=Place(path="a.yml", line=line))
        for line in range(MOST_OF_A_KIND + 10)
    ]
    apart = [*counted(many[:-10]), *counted(many), *counted(many)]
    (more,) = (one for one in counted(apart) if one.code == MORE)
    assert more.place == place
    assert dict(more.facts) == {
        "kind": "duplicate-code",
        "count": str(2 * MOST_OF_A_KIND + 20),
    }
