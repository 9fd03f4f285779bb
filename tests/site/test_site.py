"""The built site as a whole: same bytes, right QR codes, nothing that should not be."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
import zxingcpp
from PIL import Image

from built_project import Project
from checkout import ROOT, share_facts
from made_once import made_once
from prongsai.thai.dates import fiscal_year
from reader_site import TODAY, build_site

pytestmark = pytest.mark.site


def build(folder: Path, *options: str, **environment: str) -> str:
    """Run `prongsai build` as a user would; errors fail the test with the report."""
    done = subprocess.run(
        [sys.executable, "-m", "prongsai", "build", *options],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that the tests of readers look at: all agencies."""
    return made_once(tmp_path_factory, "reader", build_site).root


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def test_each_page_of_an_agency_has_its_picture_for_chats(site: Path) -> None:
    """Pages of demonstrations, and of the site as a whole, have none."""
    named = {}
    for path, text in pages(site).items():
        found = re.search(r'<meta property="og:image" content="([^"]*)">', text)
        if found:
            named[path.removesuffix("index.html")] = found[1]
    expected = {
        path.relative_to(site).as_posix().removesuffix("link.png")
        for path in site.rglob("link.png")
    }
    assert named == {one: f"https://prongsai.example/{one}link.png" for one in expected}
    home = "tambon-tuayang/"
    assert {home, f"{home}2568/o1/", f"{home}2568/eit/"} <= expected
    assert {owner(one) for one in expected} == {"tambon-tuayang"}


def owner(address: str) -> str:
    """Return the folder of the agency that a page is of."""
    first, second = address.split("/")[:2]
    return second if first == "data" else first


def test_another_time_zone_locale_order_and_day_give_the_same_bytes(
    built_project: Project, tmp_path: Path
) -> None:
    root, other = built_project.root, tmp_path / "other"
    content = sorted((root / "content").rglob("*"), reverse=True)
    for file in (one for one in content if one.is_file()):  # another order on disk
        copy = other / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    shutil.copyfile(root / "mkdocs.yml", other / "mkdocs.yml")
    shared = ("attachments", "link-pictures", "templates", "theme")
    share_facts(other, shared)  # small pictures are made anew

    surroundings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}
    build(other, "--today", "2569-01-15", PYTHONHASHSEED="7", **surroundings)

    assert tree(other / "build" / "site") == tree(built_project.site)
    kept = tree(other / "build" / "chapters")
    assert kept == tree(root / "build" / "chapters")  # of each agency
    assert kept


def test_it_is_what_a_plain_mkdocs_build_gives(
    built_project: Project, tmp_path: Path
) -> None:
    site = built_project.site
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    for name in ("docs", "theme"):
        shutil.copytree(site.parent / name, tmp_path / "build" / name)
    shutil.copyfile(site.parent / "nav.yml", tmp_path / "build" / "nav.yml")

    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=tmp_path,
        env=os.environ
        | {"SOURCE_DATE_EPOCH": "1577836800", "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )

    plain = tree(tmp_path / "build" / "site")
    ours = tree(site)
    unlike = {"sitemap.xml", "sitemap.xml.gz"} | {
        name
        for name in plain
        if name.startswith("assets/javascripts/") or name.endswith(".map")
    }
    assert {name: ours.get(name) for name in plain if name not in unlike} == {
        name: data for name, data in plain.items() if name not in unlike
    }
    assert not unlike & ours.keys() - {"sitemap.xml"}


def surveys() -> dict[str, str]:
    """Return the EIT link of every agency-year, by the address of its page."""
    found = {}
    for path in (ROOT / "content" / "agencies").glob("*/*/survey.yml"):
        if int(path.parts[-2]) > fiscal_year(TODAY):
            continue
        link = yaml.safe_load(path.read_text(encoding="utf-8")).get("link")
        found[f"{path.parts[-3]}/{path.parts[-2]}/eit/"] = link
    return {page: link for page, link in found.items() if link}


@pytest.mark.parametrize(("page", "link"), surveys().items())
def test_every_qr_code_decodes_to_the_link_of_its_survey(
    site: Path, page: str, link: str
) -> None:
    png = Image.open(site / page / "eit.png").convert("L")
    [code] = zxingcpp.read_barcodes(png)

    assert code.text == link
    assert code.ec_level == "Q"
    module = 8
    border = png.crop((0, 0, png.width, 4 * module))
    assert border.getextrema() == (255, 255)
    text = (site / page / "index.html").read_text(encoding="utf-8")
    assert f'href="{link}"' in text
    assert ">" + link + "<" in text


def test_every_image_of_a_code_belongs_to_a_survey(site: Path) -> None:
    codes = {
        path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("eit.*")
    }

    assert codes == set(surveys())


def test_demonstrations_ask_not_to_be_indexed_and_say_what_they_are(
    site: Path,
) -> None:
    for name, text in pages(site).items():
        if 'http-equiv="refresh"' in text:
            continue  # the page of a folder without one
        slug = owner(f"{name}/")
        own = ROOT / "content" / "agencies" / slug / "agency.yml"
        demonstration = own.is_file() and "demonstration: true" in own.read_text(
            "utf-8"
        )
        assert ('content="noindex"' in text) == demonstration, name
        assert ("notice demo" in text) == demonstration, name


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    loads = re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|object|link)\b[^>]*?"
        r"(?:src|href|data)=[\"']?(https?:)?//(?!prongsai\.example)"
    )
    canonical = re.compile(r'<link rel="canonical"[^>]*>')
    for name, text in pages(site).items():
        found = loads.search(canonical.sub("", text))
        assert found is None, f"{name}: {found and found.group()}"
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?https?:", path.read_text("utf-8")), path


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    ids = {
        name: set(re.findall(r'\sid="([^"]+)"', text))
        for name, text in pages(site).items()
    }
    for name, text in pages(site).items():
        if name == "404.html":
            continue
        for target in re.findall(r'(?:href|src)="([^"]*)"', text):
            if re.match(r"[a-z]+:|//", target) or target.startswith("data:"):
                continue
            path, _, anchor = unquote(target).partition("#")
            path = path.partition("?")[0]
            here = site / Path(name).parent
            file = (here / path).resolve() if path else site / name
            if file.is_dir():
                file = file / "index.html"
            assert file.is_file(), f"{name} → {target}"
            if anchor and file.suffix == ".html":
                known = ids[file.relative_to(site.resolve()).as_posix()]
                assert anchor in known, f"{name} → {target}"


def test_pictures_of_codes_are_small_and_real(site: Path) -> None:
    for path in site.rglob("eit.png"):
        data = path.read_bytes()
        assert len(data) < 4_000
        assert Image.open(io.BytesIO(data)).format == "PNG"


def test_a_year_with_only_measures_lists_all_items_and_links_what_there_is(
    site: Path,
) -> None:
    text = (site / "ubon-pao/2566/index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr id="(o\d+)">(.*?)</tr>', text)
    linked = {code for code, row in rows if re.search(r'<th scope="row"><a ', row)}

    assert [code for code, _ in rows] == [f"o{number}" for number in range(1, 44)]
    assert linked == {"o42"}


def test_the_config_is_short_and_names_no_plugin() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 30
    assert "plugins: []" in text
    assert not re.search(r"^(nav|site_url|site_name|hooks):", text, re.MULTILINE)
