"""Pages from frames are what MkDocs makes, byte for byte, or MkDocs makes them all."""

import functools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

from checkout import ROOT
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.model.site import Language, Mode
from prongsai.site.frames.body import make_body
from prongsai.site.frames.fill import filled_pages, learned, sorted_part
from prongsai.site.frames.kept import read_frames
from prongsai.site.frames.project import ours, read_project
from prongsai.site.mkdocs import _nothing_left_out, run_mkdocs
from prongsai.site.navigation import navigation_of
from prongsai.site.page_types import lay_out
from prongsai.site.raw_blocks import RawBlocks
from prongsai.site.render import render
from prongsai.site.staging import stage
from prongsai.site.swap import BUILD, NEXT
from prongsai.storage.below import files_below
from prongsai.storage.content_folder import read_sources
from prongsai.storage.write import Scratch

pytestmark = pytest.mark.site

HOSTILE = 'ก&amp;<b>"เทศบาล"</b> & *ดาว* {{ x }} qz0zq&#46; qslugq \\1'
"""A name with all that a frame could take for its own, or MkDocs for a mark."""


@functools.cache
def everything() -> Content:
    """Return the repository's content."""
    content, _ = load(read_sources(ROOT))
    assert content is not None
    return content


def content_of(slugs: tuple[str, ...], **site: object) -> Content:
    """Return some agencies of the repository with two years and hostile names."""
    content = everything()
    agencies = []
    for agency in content.agencies:
        if agency.slug in slugs:
            about = agency.agency.value.model_copy(update={"name": HOSTILE})
            named = replace(agency.agency, value=about)
            agencies.append(replace(agency, agency=named, years=agency.years[-2:]))
    value = content.site.value.model_copy(update={"title": HOSTILE, **site})
    return replace(
        content, agencies=tuple(agencies), site=replace(content.site, value=value)
    )


def staged(folder: Path, content: Content) -> Path:
    """Write the MkDocs project of some content; return its config file."""
    plan = lay_out(content)
    config = stage(folder, navigation_of(plan), f"{BUILD}/{NEXT}")
    docs = Scratch(config.parent / "build" / "docs")
    for file in render(plan):
        docs.put(file.path, file.data)
    return config


def fill_site(config: Path, cache: Path, slugs: tuple[str, ...]) -> str | None:
    """Build a staged site in one part; return a page that MkDocs makes otherwise."""
    if not ours(config):
        run_mkdocs(config, cache / "theme")
        return None
    project = read_project(config)
    docs = project.docs
    texts = sorted(docs.rglob("index.md"))
    pages = [f"{text.parent.relative_to(docs).as_posix()}/" for text in texts]
    pages = [page.removeprefix("./") for page in pages]
    part = sorted_part(project, slugs, pages)
    made = learned(project, [part], slugs, cache, len(pages))
    if made.unlike is not None or not made.spared:
        run_mkdocs(config, cache / "theme")
        return made.unlike
    site = Scratch(project.site)
    assert list(site.merge(project.few))
    for address, data in filled_pages(project, made.frames, slugs, pages):
        site.put(f"{address}index.html", data)
    for path in files_below(docs):
        if path.suffix != ".md":
            site.copy(path, path.relative_to(docs).as_posix())
    return None


def tree(config: Path) -> dict[str, bytes]:
    site = config.parent / "build" / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not path.name.startswith("sitemap.xml")
    }


def same(folder: Path, content: Content, slugs: tuple[str, ...]) -> Path:
    """Build both ways, compare, and return the cache with the frames."""
    config, cache = staged(folder / "filled", content), folder / "cache"
    assert fill_site(config, cache, slugs) is None
    plain = staged(folder / "plain", content)
    run_mkdocs(plain, folder / "plain-cache")
    assert tree(config) == tree(plain)
    assert json.loads((cache / "frames.json").read_bytes())["kept"]["frames"]
    return cache


def test_a_site_of_one_agency_in_english(tmp_path: Path) -> None:
    content = content_of(
        ("tambon-tuayang",),
        mode=Mode.AGENCY,
        agency="tambon-tuayang",
        language=Language.ENGLISH,
        site_url="https://example.go.th/ita/",
    )
    same(tmp_path, content, ())


def test_a_hub_with_thai_digits_and_no_address(tmp_path: Path) -> None:
    slugs = ("plalai", "tambon-tuayang")
    content = content_of(slugs, thai_digits=True, site_url=None)
    cache = same(tmp_path, content, slugs)
    again = staged(tmp_path / "again", content)
    kept = (cache / "frames.json").read_bytes()
    assert fill_site(again, cache, slugs) is None
    assert tree(again) == tree(tmp_path / "plain" / "build" / "next" / "mkdocs.yml")
    assert (cache / "frames.json").read_bytes() == kept


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "frames.json"
    for data in (b"", b"{}", b'{"kept": 1', b"\xff", b"[" * 100_000):
        path.write_bytes(data)
        assert read_frames(path, "key") == {}


def test_a_frame_that_lies_is_found_and_mkdocs_makes_all(tmp_path: Path) -> None:
    slugs = ("tambon-tuayang",)
    content, cache = content_of(slugs), tmp_path / "cache"
    assert fill_site(staged(tmp_path / "1", content), cache, slugs) is None
    kept = cache / "frames.json"
    sealed_before = json.loads(kept.read_bytes())
    lies = json.loads(json.dumps(sealed_before["kept"]).replace("md-header", "md-lie"))
    from prongsai.storage.sealed import sealed

    kept.write_bytes(sealed(lies))
    config = staged(tmp_path / "2", content)
    assert fill_site(config, cache, slugs) is not None
    plain = staged(tmp_path / "plain", content)
    run_mkdocs(plain, cache / "theme")
    assert tree(config) == tree(plain)


def test_a_theme_of_ones_own_is_left_to_mkdocs(tmp_path: Path) -> None:
    content, cache = content_of(("plalai",)), tmp_path / "cache"
    config = staged(tmp_path, content)
    (config.parent / "build/theme/main.html").write_text(
        '{% extends "base.html" %}{% block htmltitle %}{{ page.url }}{% endblock %}'
    )
    assert fill_site(config, cache, ("plalai",)) is None
    assert not (cache / "frames.json").exists()
    assert b"plalai/" in tree(config)["plalai/index.html"]


@pytest.mark.parametrize(
    "markdown",
    [
        "a paragraph",
        "# A heading without an id",
        "# *Marks* in a heading {#top}",
        "<p>A block</p> that goes on",
        "<p>never closed",
        "<p>a\tb</p>",
        "<script>1</script>",
        "    <p>indented</p>",
    ],
)
def test_what_our_templates_do_not_write_is_left_to_mkdocs(markdown: str) -> None:
    assert make_body(markdown, "link") is None


def markdown_of(config_file: Path) -> Callable[[str], str]:
    """Return what makes HTML of a page's Markdown, as MkDocs does with this config."""
    config = load_config(str(config_file))
    made = Markdown(
        extensions=[*config["markdown_extensions"], RawBlocks()],
        extension_configs=config["mdx_configs"],
    )
    return lambda page: made.reset().convert(get_data(page)[0])


def test_the_body_is_that_of_python_markdown(tmp_path: Path) -> None:
    content = content_of(("tambon-tuayang",), language=Language.THAI)
    config = staged(tmp_path, content)
    html = markdown_of(config)
    settings = json.loads((config.parent / "build/nav.yml").read_bytes())
    permalink = settings["markdown_extensions"][1]["toc"]["permalink_title"]
    seen = 0
    for page in (config.parent / "build" / "docs").rglob("index.md"):
        text = page.read_text(encoding="utf-8")
        body = make_body(text.split("---\n", 2)[2], permalink)
        if body is not None:
            seen += 1
            assert body.html == html(text).strip()
    assert seen > 20


def test_a_page_that_mkdocs_could_not_list_ends_the_build(tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.docs_dir = str(tmp_path)
    assert len(_nothing_left_out(Files([]), config=config)) == 0
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.md").write_text("# ค้นหา", encoding="utf-8")
    with pytest.raises(OSError, match="search"):
        _nothing_left_out(Files([]), config=config)
