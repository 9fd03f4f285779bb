"""Other computers make the same site, whatever happens to them meanwhile."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import Client

from checkout import share_facts
from dask_cluster import Cluster, cluster, end
from edited_hub import SLUGS, copy_an_agency, make_project, write
from examples import WHOLE
from prongsai.building import Built, build
from prongsai.checking.project import check_project
from prongsai.cli import cli
from prongsai.storage.cluster import Cause, ClusterError
from prongsai.storage.cluster.at_worker import computer
from prongsai.storage.cluster.tasks import unpacked

pytestmark = pytest.mark.site
HARMED = pytest.mark.daily("tests/building/test_on_workers.py")

TODAY = datetime.date(2026, 11, 27)
SITE = "version: 1\ntitle: รวม\nmode: hub\nsite_url: https://hub.example.go.th/\n"
AGENCIES = 6 if WHOLE else 4
HERE = Path("/proc/self/cwd")
"""The same path in every process, and in each another folder."""


def tree(root: Path) -> dict[str, bytes]:
    made = root / "build"
    return {
        path.relative_to(made).as_posix(): path.read_bytes()
        for folder in ("site", "docs")
        for path in sorted((made / folder).rglob("*"))
        if path.is_file()
    }


def hub(root: Path) -> Path:
    make_project(root)
    write(root, "content/site.yml", SITE)
    share_facts(root, ["templates", "theme"])
    for at in range(AGENCIES - 3):
        copy_an_agency(root, at)
    files = root / f"content/agencies/{SLUGS[0]}/2568/files"
    (files / "big.txt").write_text("ประกาศ\n" * 60_000, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, dict[str, bytes]]:
    """Give what one process makes."""
    root = hub(tmp_path_factory.mktemp("alone") / "project")
    return build(root, TODAY), tree(root)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Cluster]]:
    """Give what returns the cluster of all tests: to start one takes seconds.

    What a test has ended is started anew.
    """
    made: list[Cluster] = []

    with ExitStack() as stack:

        def cluster_of_all() -> Cluster:
            if made and made[-1].scheduler.poll() is None:
                made[-1].replace_the_ended()
                return made[-1]
            folder = tmp_path_factory.mktemp("cluster")
            seen, other = folder / "seen", folder / "other"
            other.mkdir()
            hub(seen)
            made.append(stack.enter_context(cluster(folder, seen, other)))
            return made[-1]

        yield cluster_of_all


@pytest.fixture
def office(ready: Callable[[], Cluster]) -> Cluster:
    """Give two workers, one of them in the folder `seen`."""
    return ready()


@pytest.fixture
def nothing_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no task be done in this process."""

    def refused(_: object, thing: object) -> object:
        raise AssertionError(thing)

    monkeypatch.setattr("prongsai.storage.cluster.crew.at_home", refused)


def assert_same(made: Built, root: Path, whole: tuple[Built, dict[str, bytes]]) -> None:
    assert made.findings == whole[0].findings
    assert (made.pages, made.site_errors) == (whole[0].pages, ())
    assert tree(root) == whole[1]


@pytest.mark.usefixtures("nothing_at_home")
def test_workers_that_see_the_folder_make_the_same(
    office: Cluster,
    tmp_path: Path,
    whole: tuple[Built, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = count_questions(monkeypatch)
    root = hub(tmp_path / "project")
    assert_same(build(root, TODAY, workers=office.address), root, whole)
    assert not (root / "build/cache/seen-by-workers").exists()
    assert len(asked) < 100  # a wait that does not wait asks thousands of times


def count_questions(patch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows when the scheduler is asked which workers it has."""
    asked: list[str] = []
    ask = Client.nthreads

    def noted(client: Client) -> object:
        asked.append("nthreads")
        return ask(client)

    patch.setattr(Client, "nthreads", noted)
    return asked


@pytest.mark.usefixtures("nothing_at_home")
def test_workers_that_do_not_see_it_make_the_same_of_what_is_sent(
    office: Cluster,
    tmp_path: Path,
    whole: tuple[Built, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = hub(tmp_path / "project")
    monkeypatch.chdir(root)
    assert_same(build(HERE, TODAY, workers=office.address), root, whole)
    assert "Traceback" not in office.logs()
    again = build(root, TODAY)  # what was kept there is of use here
    assert again.findings == whole[0].findings
    assert tree(root) == whole[1]


@HARMED
@pytest.mark.usefixtures("nothing_at_home")
def test_one_worker_sees_the_folder_and_the_other_has_another_at_the_same_path(
    office: Cluster,
    whole: tuple[Built, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = Path(f"/proc/{office.workers[0].pid}/cwd").readlink()
    monkeypatch.chdir(root)
    assert_same(build(HERE, TODAY, workers=office.address), root, whole)


def test_they_find_the_same_in_a_check(
    office: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = hub(tmp_path / "project")
    monkeypatch.chdir(root)
    there = check_project(HERE, TODAY, workers=office.address)
    kept = check_project(HERE, TODAY)
    afresh = check_project(hub(tmp_path / "other"), TODAY)
    assert there == kept == afresh


def at_the_second_result(act: Callable[[], None], patch: pytest.MonkeyPatch) -> None:
    """Do something when the second agency has come back."""
    seen: list[bytes] = []

    def noted(data: bytes, root: Path) -> object:
        seen.append(data)
        if len(seen) == 2:
            act()
        return unpacked(data, root)

    patch.setattr("prongsai.storage.cluster.crew.unpacked", noted)


@HARMED
@pytest.mark.parametrize("seen", [True, False])
@pytest.mark.usefixtures("nothing_at_home")
def test_a_worker_killed_in_the_middle_costs_only_its_tasks(
    seen: bool,  # noqa: FBT001 - a value of the test
    office: Cluster,
    tmp_path: Path,
    whole: tuple[Built, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = hub(tmp_path / "project")
    monkeypatch.chdir(root)
    at_the_second_result(lambda: end(office.workers[0]), monkeypatch)
    built = build(root if seen else HERE, TODAY, workers=office.address)
    assert office.workers[0].poll() is not None
    assert_same(built, root, whole)


def test_no_scheduler_is_said_in_one_sentence(tmp_path: Path) -> None:
    root = hub(tmp_path / "project")
    command = ["build", "-C", str(root), "--workers", "tcp://127.0.0.1:9"]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 2, done.output
    assert done.output == (
        "ไม่มีตัวแจกงานตอบที่ tcp://127.0.0.1:9 เปิดด้วยคำสั่ง  dask scheduler  "
        "ที่เครื่องนั้น แล้วตรวจที่อยู่และไฟร์วอลล์ (ยังไม่ได้ทำอะไร เว็บไซต์เดิมอยู่ครบ)\n"
    )
    assert not (root / "build/site").exists()


def test_a_worker_of_another_version_is_refused(
    office: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = dataclasses.replace(computer(), program="other")
    monkeypatch.setattr("prongsai.storage.cluster.connect.computer", lambda: own)
    with pytest.raises(ClusterError) as refused:
        build(hub(tmp_path / "project"), TODAY, workers=office.address)
    assert refused.value.cause is Cause.OTHER_PROGRAM
    assert refused.value.where.startswith("tcp://127.0.0.1:")


@HARMED
def test_a_scheduler_that_goes_away_leaves_the_old_site(
    office: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = hub(tmp_path / "project")
    build(root, TODAY)
    before = tree(root)
    write(root, f"content/agencies/{SLUGS[1]}/2568/files/new.txt", "ใหม่\n")
    write(root, "content/catalogue/2568.yml", "fiscal_year: 2568\nitems: []\n")
    at_the_second_result(lambda: end(office.scheduler), monkeypatch)
    command = ["build", "-C", str(root), "--workers", office.address]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 2, done.output
    assert "หายไประหว่างทำงาน เว็บไซต์เดิมอยู่ครบ" in done.output
    assert tree(root) == before
