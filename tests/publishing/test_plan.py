"""No moment of a publish shows a page that links to what is not there."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.publishing.manifest import (
    Entry,
    Journal,
    TargetManifest,
    settled,
    staged_name,
)
from prongsai.publishing.plan import Kind, PublishPlan, kind_of, make_plan
from prongsai.publishing.version import Version

NAMES = (
    "index.html",
    "a/index.html",
    "b/index.html",
    "c/index.html",
    "a/files/plan.pdf",
    "b/files/plan.pdf",
    "assets/look.css",
    "assets/look.2.css",
    "assets/search-index.js",
    "sitemap.xml",
)
LINKING = ("html", "search-index.js", "sitemap.xml", "css")

Site = Mapping[str, tuple[str, ...]]
"""What each file links to, by its path; the links are what is in it."""


def entry(path: str, links: tuple[str, ...], publish: str = "p") -> Entry:
    data = f"{path}:{links}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return Entry(sha256=sha256, size=len(data), publish=publish)


def entries(site: Site) -> dict[str, Entry]:
    return {path: entry(path, links) for path, links in site.items()}


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """Draw a whole site: every link of every file leads to a file of it."""
    paths = sorted({"index.html", *draw(st.sets(st.sampled_from(NAMES)))})
    linked = st.sets(st.sampled_from([path for path in paths if path != "sitemap.xml"]))
    return {
        path: tuple(sorted(draw(linked))) if path.endswith(LINKING) else ()
        for path in paths
    }


def reached(site: Site, starts: set[str]) -> Iterator[tuple[str, str]]:
    """Yield every link that a visitor meets who begins at the starts."""
    seen, waiting = set(starts), sorted(starts)
    while waiting:
        path = waiting.pop()
        for link in site[path]:
            yield path, link
            if link in site and link not in seen:
                seen.add(link)
                waiting.append(link)


def moments(old: Site, new: Site, plan: PublishPlan, random: Random) -> Iterator[Site]:
    """Yield the target after each step; those of a wave come in any order."""
    now = dict(old)
    for wave in plan.waves:
        for path in random.sample(wave, len(wave)):
            now[path] = new[path]
            yield dict(now)
    for wave in plan.removals:
        for path in random.sample(wave, len(wave)):
            del now[path]
            yield dict(now)


def there(site: Site) -> TargetManifest:
    return TargetManifest(site="s", publish="old", files=entries(site))


@given(old=sites(), new=sites(), seed=st.integers(0, 1000))
def test_at_every_moment_every_link_that_a_visitor_meets_leads_to_a_file(
    old: Site, new: Site, seed: int
) -> None:
    plan = make_plan(entries(new), there(old))
    begin = {path for path in old if path in new} | {"index.html"}
    for moment in moments(old, new, plan, Random(seed)):
        dead = [(page, to) for page, to in reached(moment, begin) if to not in moment]
        assert dead == []


@pytest.mark.slow
@given(new=sites(), seed=st.integers(0, 1000))
def test_the_home_page_of_a_first_publish_comes_when_all_it_leads_to_is_there(
    new: Site, seed: int
) -> None:
    plan = make_plan(entries(new), TargetManifest(site="s"))
    for moment in moments({}, new, plan, Random(seed)):
        if "index.html" in moment:
            links = reached(moment, {"index.html"})
            assert [(page, to) for page, to in links if to not in moment] == []


@given(old=sites(), new=sites(), seed=st.integers(0, 1000))
def test_after_the_last_step_the_target_is_the_site(
    old: Site, new: Site, seed: int
) -> None:
    plan = make_plan(entries(new), there(old))
    *_, last = old, *moments(old, new, plan, Random(seed))
    assert last == new


@pytest.mark.slow
@given(old=sites(), new=sites(), seed=st.integers(0, 1000), cut=st.integers(0, 30))
def test_the_next_publish_knows_what_a_cut_one_had_put_in_place(
    old: Site, new: Site, seed: int, cut: int
) -> None:
    plan = make_plan(entries(new), there(old))
    steps = list(moments(old, new, plan, Random(seed)))
    at = steps[min(cut, len(steps) - 1)] if steps else old
    files = entries(new)
    staged = {
        staged_name(path, files[path])
        for path in plan.sending
        if at.get(path) != new[path]
    }
    journal = Journal(
        publish="new",
        placing={path: files[path] for path in plan.sending},
        removing=frozenset(plan.leaving),
    )
    known = settled(there(old), journal, staged)
    waits = {path for path in plan.changed if at[path] != new[path]}
    for path, links in at.items():
        same = known.files[path].same_as(entry(path, links))
        assert same == (path not in journal.removing | waits)
    assert waits <= make_plan({}, known).known  # it is there, old or new
    gone = known.files.keys() - at.keys()
    assert gone <= journal.removing


@given(sites())
def test_the_same_site_again_is_nothing_to_do(site: Site) -> None:
    assert make_plan(entries(site), there(site)).empty


@given(sites())
def test_a_manifest_is_read_back_as_it_was(site: Site) -> None:
    manifest = TargetManifest(
        site="https://a.example/",
        publish="p",
        version=Version(
            commit="c", edited=True, day=datetime.date(2025, 3, 31), build="b"
        ),
        earlier=(Version(build="a"), Version(commit="d", build="c")),
        files=entries(site),
        lasting=frozenset(site),
    )
    assert TargetManifest.from_bytes(manifest.to_bytes()) == manifest


@given(sites())
def test_a_journal_is_read_back_as_it_was(site: Site) -> None:
    journal = Journal(publish="p", placing=entries(site), removing=frozenset(site))
    assert Journal.from_bytes(journal.to_bytes()) == journal


@each(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"{" * 100_000,
        b'{"version":2,"site":"","publish":"","files":{},"lasting":[]}',
        b'{"version":1,"site":"","publish":"","files":[],"lasting":[]}',
        b'{"version":1,"site":"","publish":"","files":{"a":1},"lasting":[]}',
        b'{"version":1,"site":"","publish":"","files":{"../a":["",1,""]},"lasting":[]}',
        b'{"version":1,"site":"","publish":"","files":{"/a":["",1,""]},"lasting":[]}',
        b'{"version":1,"site":"","publish":"","files":{},"lasting":["a/../../b"]}',
    ],
)
def test_a_manifest_that_was_damaged_is_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        TargetManifest.from_bytes(data)


def test_an_address_that_was_published_is_named_when_it_would_go() -> None:
    old = {"index.html": (), "a/index.html": (), "b/index.html": ()}
    known = TargetManifest(
        site="s", files=entries(old), lasting=frozenset({"b/index.html"})
    )
    plan = make_plan(entries({"index.html": ()}), known, {"a/index.html"})
    assert plan.lost == ("a/index.html", "b/index.html")


@each(("leaving", "asked"), [(1, False), (2, False), (3, True)])
def test_more_than_a_fifth_does_not_go_unasked(leaving: int, *, asked: bool) -> None:
    old: Site = {f"{number}.pdf": () for number in range(10)}
    new = {path: links for path, links in old.items() if int(path[0]) >= leaving}
    assert make_plan(entries(new), there(old)).too_many_leave == asked


@pytest.mark.slow
@given(
    old=sites(),
    new=sites(),
    placed=st.sets(st.sampled_from(NAMES)),
    theirs=st.sets(st.sampled_from(NAMES)),
    known=st.sets(st.sampled_from(NAMES)),
    here=st.sets(st.sampled_from(NAMES)),
)
def test_only_what_an_earlier_publish_put_there_goes_and_never_a_known_address(
    old: Site,
    new: Site,
    placed: set[str],
    theirs: set[str],
    known: set[str],
    here: set[str],
) -> None:
    ours = {path: links for path, links in old.items() if path in placed}
    manifest = TargetManifest(
        site="s", publish="old", files=entries(ours), lasting=frozenset(known)
    )
    plan = make_plan(entries(new), manifest, here)
    going = {path for wave in plan.removals for path in wave}
    assert going == set(plan.leaving) == ours.keys() - new.keys()
    assert going & (theirs - ours.keys()) == set()
    assert set(plan.lost) == going & (known | here)
    assert plan.too_many_leave == (5 * len(going) > len(ours))


def test_pages_go_before_what_they_show() -> None:
    old: Site = {"a.html": (), "assets/a.css": (), "files/a.pdf": (), "b.html": ()}
    plan = make_plan({}, there(old))
    assert plan.removals == (("a.html", "b.html"), ("assets/a.css",), ("files/a.pdf",))


@each(
    ("path", "kind"),
    [
        ("index.html", Kind.HOME),
        ("plalai/index.html", Kind.PAGE),
        ("404.html", Kind.PAGE),
        ("plalai/2568/files/plan.pdf", Kind.ATTACHMENT),
        ("data/plalai/2568.csv", Kind.ATTACHMENT),
        ("assets/css/ita.css", Kind.ASSET),
        ("assets/search-index.js", Kind.SEARCH),
        ("sitemap.xml", Kind.SIGNPOST),
        (".htaccess", Kind.SIGNPOST),
    ],
)
def test_a_file_is_known_by_its_path(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind
