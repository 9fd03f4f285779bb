"""docs/publish-zip.md and the branch of docs/publish-pages.md, done word by word."""

import hashlib
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checkout import ROOT
from git_project import edit, run_git
from live_site import small_project
from prongsai.cli import cli
from prongsai.storage.snapshots import PUBLISHED, snapshot
from publishing_project import served
from web_servers import ask, free_port, nginx, wait_for

DISCLOSURES = "content/agencies/ban-rai/2568/disclosures.yml"
PAGE = "ban-rai/2568/o5/"

pytestmark = [pytest.mark.slow, pytest.mark.site]


def blocks(name: str, kind: str) -> list[str]:
    text = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    found = re.findall(rf"^ *```{kind}\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    return [re.sub("(?m)^   (?=prongsai )", "", block) for block in found]


def types(root: Path, block: str) -> list[Result]:
    """Type the lines of a guide."""
    day = ["-C", str(root), "--today", "2568-03-31"]
    lines = [line for line in block.splitlines() if line.startswith("prongsai ")]
    assert lines
    return [CliRunner().invoke(cli, [*shlex.split(one)[1:], *day]) for one in lines]


@contextmanager
def office(tmp_path: Path, settings: str, web: Path) -> Iterator[tuple[Path, str]]:
    """Follow a guide to its settings, with the address of a host on this computer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/ita/"
    root = small_project(tmp_path / "office", url)
    edit(root, "content/site.yml", (f"site_url: {url}\n", ""))
    with (root / "content/site.yml").open("a", encoding="utf-8") as site:
        site.write(re.sub(r"site_url: \S+", f"site_url: {url}", settings))
    web.mkdir(exist_ok=True)
    lines = f"root {web.parent};\ninclude {root}/build/nginx.conf;\n"
    with nginx(tmp_path / "nginx", f"listen 127.0.0.1:{port};\n{lines}"):
        wait_for(url)
        yield root, url


def unpack(archive: Path, web: Path) -> None:
    words = ["unzip", "-q", "-o", str(archive), "-d", str(web)]
    subprocess.run(words, check=True)


def test_the_guide_on_file_managers_leads_to_a_proven_site(tmp_path: Path) -> None:
    [settings] = blocks("publish-zip", "yaml")
    making, proving = blocks("publish-zip", "sh")
    web = tmp_path / "public_html/ita"
    web.parent.mkdir()
    with office(tmp_path, settings, web) as (root, url):
        made = root / "build/publish"
        record = root / "content/published/ban-rai.yml"
        for kind in ("whole", "changed"):
            assert [one.exit_code for one in types(root, making)] == [0]
            before = record.read_bytes() if record.exists() else None
            types(root, "prongsai publish --check")  # nothing was uploaded yet
            assert (record.read_bytes() if record.exists() else None) == before
            unpack(made / f"web-{kind}.zip", web)
            for path in (made / "web-remove.txt").read_text().splitlines():
                (web / path).unlink()
            types(root, "prongsai publish --check")  # it sees what was uploaded
            assert f"/{PAGE}\n" in record.read_text("utf-8")
            done = types(root, proving)
            assert [one.exit_code for one in done] == [0, 0, 0], done[1].output
            assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in done[1].stderr
            assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in done[2].output
            assert served(web) == served(root / "build/site")
            edit(root, DISCLOSURES, ("แผนพัฒนาท้องถิ่น", "แผนพัฒนาท้องถิ่น ใหม่"))
        types(root, "prongsai publish --check")
        kept = snapshot(root, PUBLISHED)  # of what was uploaded, not edited since
        assert kept is not None
        edited = hashlib.sha256((root / DISCLOSURES).read_bytes()).hexdigest()
        assert kept.files[DISCLOSURES].sha256 != edited
        assert "แผนพัฒนาท้องถิ่น ใหม่" in ask(f"{url}{PAGE}")[2].decode()


def test_the_branch_of_the_guide_on_pages_is_published_and_proven(
    tmp_path: Path,
) -> None:
    [settings] = blocks("publish-pages", "yaml")
    record, typed = blocks("publish-pages", "sh")
    bare, web = tmp_path / "site.git", tmp_path / "pages/ita"
    run_git(tmp_path, "init", "-q", "--bare", str(bare))
    settings = settings.replace(
        "git+ssh://git@github.com/banrai/ita.git", f"git+file://{bare}"
    )
    web.parent.mkdir()
    hook = bare / "hooks/post-receive"  # what the forge does: it lays the branch out
    hook.write_text(f"#!/bin/sh\ngit --work-tree={web} checkout -qf gh-pages\n")
    hook.chmod(0o755)
    with office(tmp_path, settings, web) as (root, _):
        assert types(root, record)[0].exit_code == 0
        assert f"/{PAGE}\n" in (root / "content/published/ban-rai.yml").read_text(
            "utf-8"
        )
        done = types(root, typed)
        assert [one.exit_code for one in done] == [0, 0], done[0].output
        assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in done[0].stderr
        assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in done[1].output
        assert served(web) == served(root / "build/site")
        shutil.rmtree(web)
        web.mkdir()
        assert types(root, "prongsai publish --check")[0].exit_code == 1
