"""A hub of three agencies, built once, and what is on its site."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from prongsai.building import terms
from prongsai.cli import cli
from prongsai.loading.load import load
from prongsai.pages.context import Context
from prongsai.site.verify import verify
from prongsai.storage.content_folder import read_sources
from small_site import AGENCY, PICTURE, SITE

DAY = "2568-03-31"
SLUGS = ("ban-rai", "na-pa", "don-hua")
NAMES = {"ban-rai": "บ้านไร่", "na-pa": "นาป่า", "don-hua": "ดอนหัว"}


def hub(root: Path) -> Path:
    """Write a hub of three agencies, each with a file and an item of its own."""
    for slug in SLUGS:
        for path, text in SITE.items():
            if path.startswith(AGENCY):
                target = root / path.replace("ban-rai", slug)
                target.parent.mkdir(parents=True, exist_ok=True)
                own = text.replace("บ้านไร่", NAMES[slug])
                own = own.replace("eit/abc", f"eit/{slug}")
                target.write_text(own, encoding="utf-8")
        file = root / AGENCY.replace("ban-rai", slug) / "2568/files/ภาพ.png"
        file.parent.mkdir()
        file.write_bytes(PICTURE)
    site = "version: 1\ntitle: รวมหน่วยงาน\nmode: hub\nsite_url: https://hub.example.go.th/\n"
    (root / "content/site.yml").write_text(site, encoding="utf-8")
    return root


def built_hub(root: Path) -> Path:
    """Write a hub and build it; tests copy it."""
    done = prongsai(hub(root), "build")
    assert done.exit_code == 0, done.output
    return root


def edit(root: Path, slug: str, file: str, change: Callable[[str], str]) -> None:
    path = root / f"content/agencies/{slug}/{file}"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def mistype(root: Path, slug: str) -> None:
    """Type the total of a year as a word, and move an item on meanwhile."""
    edit(root, slug, "2568/scores.yml", lambda text: text.replace("93.78", "เก้าสิบ"))
    edit(root, slug, "2568/measures.yml", lambda text: text.replace("จัดทำ", "เขียนใหม่"))


def prongsai(root: Path, command: str, *options: str) -> Result:
    given = [command, "-C", str(root), "--today", DAY, *options]
    return CliRunner().invoke(cli, given)


def pages(root: Path, below: str = "") -> dict[str, bytes]:
    site = root / "build/site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted((site / below).rglob("*"))
        if path.is_file()
    }


def everything(root: Path) -> bytes:
    return b"\n".join(pages(root).values())


def verified(root: Path, *left_out: str) -> tuple[str, ...]:
    """Return what the verifier finds, compared with the content of the whole hub."""
    content, _ = load(read_sources(root))
    assert content is not None
    assert {one.slug for one in content.agencies} == {*SLUGS}
    found = verify(root / "build/site", terms(Context.of(content)))
    return tuple(one.code for one in found if one.agency not in left_out)
