"""Each agency of a hub on its own web space, from the hub's content."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prongsai.cli import cli
from publishing_project import PICTURE, served
from small_site import SITE, look, sources, write
from web_servers import free_port, nginx, serve_with_nginx, wait_for

pytestmark = pytest.mark.site

OTHER = "content/agencies/other"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Make a hub of two agencies, one of which has its own web space."""
    folder = tmp_path_factory.mktemp("hub")
    port, web = free_port(), folder / "web"
    web.mkdir()
    url = f"http://127.0.0.1:{port}/ita/"
    site = (
        f"{SITE['content/site.yml']}site_url: https://hub.example.go.th/\n"
        f"own_sites:\n- agency: ban-rai\n  site_url: {url}\n"
        f"  publish:\n  - name: web\n    url: folder://{web}\n"
    )
    changes = {
        "content/site.yml": site,
        f"{OTHER}/agency.yml": SITE["content/agencies/ban-rai/agency.yml"],
        f"{OTHER}/2568/survey.yml": SITE["content/agencies/ban-rai/2568/survey.yml"],
    }
    root = write(folder / "hub", changes)
    picture = root / "content/agencies/ban-rai/2568/files/ภาพ.png"
    picture.write_bytes(PICTURE)
    with nginx(folder / "nginx", serve_with_nginx(web, port, "/ita/")):
        wait_for(url)
        yield root, url


def run(root: Path, *words: str) -> Result:
    command = [*words, "-C", str(root), "--today", "2568-03-31"]
    return CliRunner().invoke(cli, command)


def test_an_agency_is_published_to_its_own_address_and_proven_there(
    hub: tuple[Path, str],
) -> None:
    root, url = hub
    done = run(root, "publish", "--agency", "ban-rai")
    assert done.exit_code == 0, done.output
    assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in done.output
    receipt = re.search(r"ใบพิสูจน์: (\S+)", done.output)
    assert receipt is not None
    assert (root / receipt[1]).is_file()
    assert "ทั้งหมดลงใน content/agencies/ban-rai/published.yml แล้ว" in done.output
    page = (root.parent / "web/2568/measures/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{url}2568/measures/">' in page
    assert "hub.example.go.th" not in page
    assert not (root.parent / "web/ban-rai").exists()
    assert not (root.parent / "web/other").exists()
    kept = (root / "content/agencies/ban-rai/published.yml").read_text("utf-8")
    assert "- /2568/measures/\n" in kept
    assert not (root / "content/published.yml").exists()
    said = run(root / "build/own/ban-rai", "submission")
    assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in said.output
    assert run(root, "check").exit_code == 0


def test_an_address_of_its_own_site_is_kept_from_the_next_time_on(
    hub: tuple[Path, str],
) -> None:
    root, _ = hub
    kept = root / "content/agencies/ban-rai/published.yml"
    kept.write_text("addresses:\n  - /2568/o39/\n", encoding="utf-8")
    done = run(root, "publish", "--agency", "ban-rai")
    assert done.exit_code == 1
    assert "/2568/o39/" in done.output
    kept.unlink()


def test_the_own_site_of_an_agency_is_brought_back(hub: tuple[Path, str]) -> None:
    root, _ = hub
    run(root, "publish", "--agency", "ban-rai")
    before = served(root.parent / "web")
    file = root / "content/agencies/ban-rai/2568/measures.yml"
    text = file.read_text(encoding="utf-8")
    new = text.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน")
    file.write_text(new, encoding="utf-8")
    run(root, "publish", "--agency", "ban-rai")
    assert served(root.parent / "web") != before
    done = run(root, "publish", "--agency", "ban-rai", "--undo")
    assert done.exit_code == 0, done.output
    assert served(root.parent / "web") == before
    file.write_text(text, encoding="utf-8")


def test_an_error_of_another_agency_does_not_stop_it(hub: tuple[Path, str]) -> None:
    root, _ = hub
    survey = root / OTHER / "2568/survey.yml"
    text = survey.read_text(encoding="utf-8")
    survey.write_text("[", encoding="utf-8")
    assert run(root, "check").exit_code == 1
    assert run(root, "publish", "--agency", "ban-rai").exit_code == 0
    survey.write_text(text, encoding="utf-8")
    own = root / "content/agencies/ban-rai/2568/survey.yml"
    text = own.read_text(encoding="utf-8")
    own.write_text("[", encoding="utf-8")
    done = run(root, "publish", "--agency", "ban-rai")
    assert (done.exit_code, "survey.yml" in done.output) == (1, True)
    own.write_text(text, encoding="utf-8")


def test_an_agency_without_its_own_site_is_named_with_those_that_have_one(
    hub: tuple[Path, str],
) -> None:
    root, _ = hub
    done = run(root, "publish", "--agency", "other")
    assert done.exit_code == 2
    assert done.stderr == (
        "ยังไม่ได้บอกว่าเว็บไซต์ของ other อยู่ที่ใด เพิ่มใน own_sites ของ content/site.yml "
        "(ที่มีแล้ว: ban-rai)\n"
    )


def test_an_own_site_of_an_agency_that_is_not_there_is_a_mistake() -> None:
    text = "own_sites:\n- agency: nowhere\n  site_url: https://a.go.th/\n"
    site = f"{SITE['content/site.yml']}{text}"
    _, found = look(sources({"content/site.yml": site}))
    assert [one.code for one in found] == ["unknown-agency"]
    assert found[0].place.line == 4
