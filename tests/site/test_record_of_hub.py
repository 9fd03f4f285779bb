"""A hub writes its addresses down in a file for each agency; none is ever lost."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import some, tries
from faults import KILL, broken
from prongsai import messages
from prongsai.building import plan_site
from prongsai.cli import cli
from prongsai.findings import Place
from prongsai.loading.load import load
from prongsai.loading.published import FILE, file_of, is_record
from prongsai.site.page_types import Plan, lay_out
from prongsai.site.published_addresses import check_published, live_addresses
from prongsai.site.record import record, recorded
from prongsai.site.recorded_owner import owner_of
from prongsai.storage.content_folder import Sources, read_sources
from prongsai.storage.write import recover
from published_record import TODAY, plan, said, write
from small_site import two_items

OWN = file_of("ban-rai")
LIVE = ("/", "/data/", "/ban-rai/", "/ban-rai/2568/o1/", "/data/ban-rai/")
GONE = ("/old/", "/old/2567/", "/ban-rai/2567/o5/#o5-a", "/other.pdf", "/data/old/")


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("/", ""),
        ("/ban-rai/", "ban-rai"),
        ("/ban-rai/2568/o1/#o1-a", "ban-rai"),
        ("/data/ban-rai/measures.csv", "ban-rai"),
        ("/data/", ""),
        ("/data/all.csv", ""),
        ("/search/", ""),
        ("/provinces/nan/", ""),
        ("/privacy/#a", ""),
        ("/2568/o1/", ""),
        ("/old.pdf", ""),
        ("/con/x/", ""),
    ],
)
def test_an_address_is_of_the_agency_in_whose_folder_it_is(
    address: str, owner: str
) -> None:
    assert owner_of(address) == owner


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    root = tmp_path_factory.mktemp("small") / "site"
    two_items(root)
    return read_sources(root)


def with_texts(sources: Sources, texts: dict[str, bytes]) -> Sources:
    return Sources(texts={**sources.texts, **texts}, attachments=sources.attachments)


def laid_out(sources: Sources) -> Plan:
    content, wrong = load(sources)
    assert content is not None
    assert [one for one in wrong if is_record(one.place.path)] == []
    return lay_out(content)


def found(made: Plan, sources: Sources) -> set[tuple[str, str]]:
    """Return what is wrong with addresses; each is at the line that has it."""
    published = made.context.content.published
    findings = check_published(published, live_addresses(made))
    for one in findings:
        lines = sources.texts[one.place.path].decode().splitlines()
        assert str(one.subject) in lines[one.place.line - 1]
    return {(one.code, one.subject) for one in findings}


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a record as people keep it: any order, with comments."""
    lines = ["addresses:"]
    for address in draw(st.lists(st.sampled_from((*LIVE, *GONE)), unique=True)):
        lines += draw(st.sampled_from([[], ["  # พิมพ์ในแผ่นพับ"]]))
        lines.append(f"  - {address}{draw(st.sampled_from(['', '  # เก่า']))}")
    if len(lines) == 1 or lines[-1].startswith("  # "):
        lines = ["# ยังไม่มี", "addresses: []"]
    ways = draw(st.lists(st.sampled_from(GONE[:3]), unique=True, max_size=3))
    if ways:
        lines.append("redirects:")
    for old in ways:
        lines += [f"  - old: {old}", f"    new: {draw(st.sampled_from(LIVE))}"]
    return "\n".join(lines) + "\n"


@pytest.mark.slow
@settings(
    max_examples=tries(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=files(), own=st.booleans())
def test_what_is_carried_over_is_all_there(
    text: str,
    own: bool,  # noqa: FBT001 - a value of the test
    before: Sources,
) -> None:
    old = {FILE: text.encode()}
    if own:
        old[OWN] = b"addresses:\n  - /ban-rai/\nredirects: []\n"
    sources = with_texts(before, old)
    made = laid_out(sources)
    published = made.context.content.published
    assert published is not None
    new, _ = recorded(made, old)
    after = with_texts(sources, new)
    again = laid_out(after)
    now = again.context.content.published
    assert now is not None
    assert {*now.value.addresses} == {*published.value.addresses} | live_addresses(made)
    twice = Counter(now.value.addresses) - Counter({*now.value.addresses})
    assert twice <= Counter(published.value.addresses)
    ways = {(one.old, one.new) for one in now.value.redirects}
    assert ways == {(one.old, one.new) for one in published.value.redirects}
    assert found(again, after) == found(made, sources)
    for comment in ("# พิมพ์ในแผ่นพับ", "# เก่า"):
        assert after.texts[FILE].decode().count(comment) == text.count(comment)
    assert recorded(again, after.texts) == ({}, 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    two_items(tmp_path)
    return tmp_path


def test_what_has_a_comment_of_its_own_stays_where_people_look_for_it(
    root: Path,
) -> None:
    kept = "addresses:\n  - /old/\n  - /ban-rai/  # บนป้าย\n  # แผ่นพับ\n  - /old/a/\n"
    write(root, kept)
    sources = read_sources(root)
    files, carried = recorded(laid_out(sources), sources.texts)
    assert carried == 1
    text = files[FILE].decode()
    assert "  - /ban-rai/  # บนป้าย\n  # แผ่นพับ\n  - /old/a/\n" in text
    assert "- /old/\n" not in text


def test_what_is_lost_is_said_where_it_is_written_down(root: Path) -> None:
    write(root, "addresses:\n  - /\n")
    own = root / OWN
    own.parent.mkdir()
    own.write_text("addresses:\n  - /ban-rai/\n  - /ban-rai/2568/o9/\n", "utf-8")
    checked, made = plan_site(read_sources(root), TODAY)
    assert made is None
    (lost,) = (one for one in checked.findings if one.code == "address-lost")
    assert lost.place == Place(path=OWN, line=3, column=5)
    assert "ที่อยู่ใหม่ใน content/published/ban-rai.yml" in messages.hint(lost)


def test_a_site_of_one_agency_keeps_one_file(root: Path) -> None:
    site = root / "content/site.yml"
    lines = [one for one in site.read_text("utf-8").splitlines() if "mode:" not in one]
    site.write_text("\n".join([*lines, "mode: agency", "agency: ban-rai", ""]), "utf-8")
    assert record(root, plan(root)).new
    assert not (root / OWN).exists()
    assert "  - /2568/o1/\n" in (root / FILE).read_text("utf-8")
    assert said(root) == []


def test_a_stray_file_among_them_is_told(root: Path) -> None:
    (root / OWN).parent.mkdir()
    (root / "content/published/Ban Rai.yml").write_text("addresses: []\n", "utf-8")
    checked, _ = plan_site(read_sources(root), TODAY)
    stray = [one.place.path for one in checked.findings if one.code == "stray-file"]
    assert stray == ["content/published/Ban Rai.yml"]


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_kill_in_the_middle_leaves_all_old_or_all_new(tmp_path: Path) -> None:
    day = TODAY.replace(year=TODAY.year + 543).isoformat()

    def laid(number: int) -> Path:
        root = tmp_path / str(number)
        two_items(root)
        addresses = "".join(f"  - {one}\n" for one in (*LIVE, "/old/"))
        ways = "redirects:\n  - {old: /old/, new: /}\n"
        write(root, f"addresses:\n{addresses}{ways}")
        return root

    def run(root: Path) -> None:
        command = ["publish", "--record", "-C", str(root), "--today", day]
        cli(command, standalone_mode=False)

    whole = laid(0)
    old = state(whole)
    done = broken(lambda: run(whole), whole, 0, KILL)
    assert "ย้าย 5 รายการจาก content/published.yml" in done.printed
    new = state(whole)
    assert {OWN, file_of("old")} <= new.keys()
    seen = set()
    for number in some(range(1, done.steps + 1), 10):
        root = laid(number)
        broken(lambda root=root: run(root), root, number, KILL)  # type: ignore[misc]  # bound at once
        recover(root)
        assert state(root) in (old, new), number
        seen.add(state(root) == new)
    assert False in seen
