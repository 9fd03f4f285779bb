"""A branch by the interface of GitHub or GitLab, where there is no git."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forge_repository import Repository
from forges import TOKEN, forge
from own_authority import certificate
from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.lines import Patience
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.published import Published
from prongsai.publishing.run import Wishes, compare, publish
from prongsai.publishing.secrets import Passwords, Secret
from prongsai.publishing.targets import read_target
from site_in_memory import here_of

if TYPE_CHECKING:
    import trustme

FONT = bytes(range(256))
OLD = {"index.html": b"home", "a/index.html": "หน้า".encode(), "b/f.woff2": FONT}
NEW = {"index.html": b"new home", "b/f.woff2": FONT, "c/g.woff2": FONT[::-1]}


@pytest.fixture(params=["github", "gitlab"])
def repository(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    authority: "trustme.CA",
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Repository]:
    del trusted
    pem = certificate(authority, tmp_path)
    monkeypatch.setattr("prongsai.publishing.connect.installed", lambda: False)
    with forge(request.param, tmp_path / "forge", pem) as made:
        yield made


def bring(
    root: Path, url: str, files: Mapping[str, bytes], token: str = TOKEN
) -> Published:
    target = read_target(PublishTarget(name="web", url=url))
    here = here_of(root / "build/site", files)
    passwords = Passwords(target, typed=Secret(token) if token else None)
    patience = Patience(tries=1, first=0)
    with lines_to(root, target, passwords, patience) as lines:
        return publish(lines, here, target, Wishes(many=True))


def lasting(repository: Repository, branch: str = "gh-pages") -> dict[str, bytes]:
    found = repository.files(branch)
    assert found.pop(MANIFEST)
    return found


@pytest.mark.slow
def test_each_publish_is_one_commit_of_what_changed(
    tmp_path: Path, repository: Repository
) -> None:
    bring(tmp_path, repository.url(), OLD)
    assert lasting(repository) == {**OLD, ".nojekyll": b""}
    before = repository.head("gh-pages")
    done = bring(tmp_path, repository.url(), NEW)
    assert lasting(repository) == {**NEW, ".nojekyll": b""}
    assert done.sent == ("c/g.woff2", "index.html")
    assert done.removed == ("a/index.html",)
    count = repository.git("rev-list", "--count", f"{before}..gh-pages")
    assert count.strip() == b"1"
    assert bring(tmp_path, repository.url(), NEW).sent == ()


def test_what_others_committed_stays_and_another_site_is_refused(
    tmp_path: Path, repository: Repository
) -> None:
    blob = repository.blob(b"ita.example.go.th")
    tree = repository.tree("", [("CNAME", blob)])
    repository.move("gh-pages", repository.commit(tree, [], "domain"))
    bring(tmp_path, repository.url(), OLD)
    assert lasting(repository)["CNAME"] == b"ita.example.go.th"
    tree = repository.tree("", [("index.html", repository.blob(b"theirs"))])
    repository.move("main", repository.commit(tree, [], "theirs"))
    with pytest.raises(RefusedError) as refused:
        bring(tmp_path, repository.url("main"), OLD)
    assert refused.value.key == "foreign"


@pytest.mark.slow
def test_a_publish_that_comes_too_late_is_refused(
    tmp_path: Path, repository: Repository
) -> None:
    bring(tmp_path, repository.url(), OLD)
    target = read_target(PublishTarget(name="web", url=repository.url()))
    late = here_of(tmp_path / "other", {**OLD, "late.pdf": b"late"})
    with lines_to(tmp_path, target, Passwords(target, typed=Secret(TOKEN))) as lines:
        compare(lines, late, Wishes())
        bring(tmp_path, repository.url(), NEW)
        with pytest.raises(RefusedError) as refused:
            publish(lines, late, target, Wishes(many=True))
    assert refused.value.key == "git-refused"
    assert lasting(repository) == {**NEW, ".nojekyll": b""}


@pytest.mark.parametrize(
    ("token", "name", "key"),
    [
        ("", "", "no-token"),
        ("another", "", "wrong-token"),
        ("a\nb", "", "wrong-token"),
        (TOKEN, "other", "git-unreached"),
    ],
)
def test_what_a_person_can_correct_is_named(
    token: str, name: str, key: str, tmp_path: Path, repository: Repository
) -> None:
    url = repository.url().replace("abt/", f"abt/{name}")
    with pytest.raises(RefusedError) as refused:
        bring(tmp_path, url, OLD, token)
    assert refused.value.key == key
    assert TOKEN not in str(refused.value.facts)


def test_a_new_branch_of_a_repository_has_nothing_of_the_others(
    tmp_path: Path, repository: Repository
) -> None:
    tree = repository.tree("", [("content/site.yml", repository.blob(b"a"))])
    repository.move("main", repository.commit(tree, [], "content"))
    if repository.kind == "github":
        bring(tmp_path, repository.url(), OLD)
        assert lasting(repository) == {**OLD, ".nojekyll": b""}
        return
    with pytest.raises(RefusedError) as refused:
        bring(tmp_path, repository.url(), OLD)
    assert refused.value.key == "no-branch"
