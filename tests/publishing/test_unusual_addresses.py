"""Addresses as officers write them: IPv6, a folder of the project, another `/`."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from prongsai import messages
from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.secrets import Passwords, variable
from prongsai.publishing.targets import read_target
from publishing_project import prongsai_publish, served
from publishing_to import bring
from site_in_memory import here_of
from target_servers import PASSWORD, USER, Place, Ssh, open_folder

SITE = {"index.html": "home", "a/index.html": "a"}
Site = Callable[[Mapping[str, str]], Here]

pytestmark = pytest.mark.usefixtures("known_password")


def test_a_host_is_named_by_its_ipv6_address(
    ssh: Ssh, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    with open_folder() as folder:
        url = f"sftp://root@[::1]:{ssh.port}/{folder}/ita"
        bring(root, Place(folder=folder / "ita", url=url), site(SITE))
        assert len(served(folder / "ita")) == len(SITE)


@pytest.mark.parametrize("way", ["davs", "ftps"])
def test_a_host_of_ipv6_that_is_not_there_is_named(
    way: str, root: Path, site: Site
) -> None:
    place = Place(folder=root, url=f"{way}://{USER}@[::1]:9/ita")
    with pytest.raises(RefusedError) as refused:
        bring(root, place, site(SITE))
    assert (refused.value.key, refused.value.facts) == ("no-server", {"host": "::1"})


@pytest.mark.parametrize(
    ("url", "project"),
    [
        *(("folder:.", "."), ("folder:build/site", "."), ("folder:content", ".")),
        *(("folder:..", "."), ("folder:public/../build", ".")),
        *(("folder:../../..", "build/own/a"), ("folder:public", "build/own/a")),
    ],
)
def test_a_folder_of_the_project_is_no_place_for_the_site(
    url: str, project: str, tmp_path: Path
) -> None:
    root = tmp_path / "hub" / project
    root.mkdir(parents=True)
    target = read_target(PublishTarget(name="web", url=url))
    with pytest.raises(RefusedError) as refused:
        lines_to(root, target, Passwords(target))
    assert (refused.value.key, refused.value.facts["name"]) == (
        "target-in-project",
        "web",
    )


@pytest.mark.site
def test_the_refusal_of_a_folder_of_the_project_says_what_to_do(project: Path) -> None:
    site = project / "content/site.yml"
    text = site.read_text(encoding="utf-8").replace("folder:../public", "folder:build")
    site.write_text(text, encoding="utf-8")
    done = prongsai_publish(project)
    assert done.exit_code == 2
    assert done.output.splitlines()[-1] == messages.text(
        "publishing", "target-in-project", "th", name="web", path=str(project / "build")
    )


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("https://a.go.th/ita", "https://a.go.th/ita/"),
        ("http://a.go.th/ita/", "https://a.go.th/ita"),
    ],
)
def test_the_same_address_written_in_another_way_is_the_same_site(
    before: str, now: str, root: Path
) -> None:
    with open_folder() as folder:
        place = Place(folder=folder / "ita", url=f"folder://{folder}/ita")
        for url in (before, now):
            bring(root, place, here_of(root / "site", SITE, site_url=url))
        other = here_of(root / "site", SITE, site_url=f"{now.rstrip('/')}-2/")
        with pytest.raises(RefusedError) as refused:
            bring(root, place, other)
    assert refused.value.key == "other-site"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_line_end_of_a_secret_of_a_forge_is_no_part_of_it(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable("PASSWORD", "web"), PASSWORD + ending)
    found = Passwords(read_target(PublishTarget(name="web", url="sftp://a@b"))).find()
    assert found is not None
    assert found.reveal() == PASSWORD


@pytest.mark.parametrize("sign", ["\n", "\udc80"])
@pytest.mark.parametrize("way", ["ftps", "sftp", "davs"])
def test_a_password_that_no_login_can_have_is_refused_before_a_library_shows_it(
    way: str, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable("PASSWORD", "web"), f"a{sign}b")
    target = read_target(PublishTarget(name="web", url=f"{way}://me@h.example/ita"))
    with pytest.raises(RefusedError) as refused:
        Passwords(target).find()
    assert (refused.value.key, refused.value.facts) == (
        "wrong-login",
        {"login": "me@h.example"},
    )
