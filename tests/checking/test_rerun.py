"""Only what rests on a change is checked again; all is found as by a whole check."""

import datetime
import functools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout import ROOT
from examples import tries
from prongsai.assessment.assessed_year import AssessedYear, YearCheck
from prongsai.checking import check_sources, check_with
from prongsai.checking.rerun import Rerun
from prongsai.checks import YEAR_CHECKS
from prongsai.desk.state import of_agency
from prongsai.findings import Finding
from prongsai.storage.content_folder import Sources, read_whole

TODAY = datetime.date(2026, 11, 27)
SLUG = "tambon-tuayang"
YEARS = ("2567", "2568")


@functools.cache
def example() -> Sources:
    """Return two years of the example agency."""
    own = of_agency(read_whole(ROOT), SLUG)

    def kept(path: str) -> bool:
        parts = path.split("/")
        return not parts[3:4] or not parts[3].isdigit() or parts[3] in YEARS

    return replace(
        own,
        texts={path: one for path, one in own.texts.items() if kept(path)},
        attachments={p: one for p, one in own.attachments.items() if kept(p)},
    )


def dropped(_: str) -> list[str]:
    return []


def doubled(line: str) -> list[str]:
    return [line, line]


def below_a_comment(line: str) -> list[str]:
    return ["# หมายเหตุ", line]


def with_other_digits(line: str) -> list[str]:
    return [line.translate(str.maketrans("12345678", "23456781"))]


def with_a_personal_number(line: str) -> list[str]:
    return [f"{line} โทร 081-234-5678" if ": " in line else line]


EDITS = (dropped, doubled, below_a_comment, with_other_digits, with_a_personal_number)
Edit = tuple[int, int, Callable[[str], list[str]]]
edits = st.tuples(st.integers(0, 99), st.integers(0, 9999), st.sampled_from(EDITS))


def edited(sources: Sources, edit: Edit) -> Sources:
    """Return the sources with one line of one file changed."""
    file, at, change = edit
    texts = dict(sources.texts)
    path = sorted(texts)[file % len(texts)]
    lines = texts[path].decode().split("\n")
    number = at % len(lines)
    lines[number : number + 1] = change(lines[number])
    return replace(sources, texts={**texts, path: "\n".join(lines).encode()})


def without_a_file(sources: Sources) -> Sources:
    names = sorted(sources.attachments)
    left = {name: one for name, one in sources.attachments.items() if name != names[0]}
    return replace(sources, attachments=left)


@settings(max_examples=tries(4), deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
@pytest.mark.slow
def test_after_any_edits_the_same_is_found_as_by_a_whole_check(
    several: list[Edit],
) -> None:
    sources, run = example(), Rerun()
    check_with(run, sources, TODAY)
    for edit in several:
        sources = edited(sources, edit)
        again, whole = check_with(run, sources, TODAY), check_sources(sources, TODAY)
        assert again.findings == whole.findings
    back = check_with(run, example(), TODAY)
    assert back.findings == check_sources(example(), TODAY).findings


@pytest.mark.slow
def test_files_and_the_day_count_too() -> None:
    sources, run = example(), Rerun()
    check_with(run, sources, TODAY)
    later = TODAY + datetime.timedelta(days=400)
    for changed, day in ((without_a_file(sources), TODAY), (sources, later)):
        again = check_with(run, changed, day)
        assert again.findings == check_sources(changed, day).findings


def test_what_does_not_rest_on_a_change_is_not_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[tuple[str, int]] = []

    def counted(name: str, rule: YearCheck) -> YearCheck:
        def check(assessed: AssessedYear) -> list[Finding]:
            ran.append((name, assessed.year.fiscal_year))
            return list(rule(assessed))

        return check  # type: ignore[return-value]  # a list is as good here

    rules = {name: counted(name, rule) for name, rule in YEAR_CHECKS.items()}
    monkeypatch.setattr("prongsai.checking.content.YEAR_CHECKS", rules)
    run = Rerun()
    check_with(run, example(), TODAY)
    assert len(ran) == len(YEARS) * len(rules)
    ran.clear()
    path = f"content/agencies/{SLUG}/2568/disclosures.yml"
    texts = example().texts
    changed = replace(example(), texts={**texts, path: b"# x\n" + texts[path]})
    check_with(run, changed, TODAY)
    again = {name for name, year in ran if year == 2568}
    assert {"evidence-file", "text-blanks"} <= again
    assert not {"scores-arithmetic", "survey", "measures-topics"} & again
    assert not {"text-blanks", "personal-data"} & {
        name for name, year in ran if year == 2567
    }
