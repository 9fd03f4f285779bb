"""Officers' text stays text: hostile strings in every text field of the model.

The example agency is copied, every text is replaced (and every text that it could have
is added), the site is built by the real program and opened in Chromium.
"""

import dataclasses
import datetime
import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from axe import WHOLE
from checkout import ROOT, copy_agency, share_facts
from examples import some
from hostile_words import ENTITIES, LOOSE, Hostile
from made_once import made_once
from model_walk import yaml
from parsed_page import parsed
from prongsai.loading.file_kinds import KINDS, YEAR_FILES
from prongsai.yaml.reader import read_yaml
from typed_command import typed

pytestmark = [pytest.mark.site, pytest.mark.browser]
LAST_DAY = datetime.date(2025, 9, 30)
"""Of the newest year that is filled with hostile texts."""


OUR_PICTURE = re.compile(r"(^|/)(eit\.svg|(assets|pictures)/.+|files/[a-z0-9-]+\.png)$")
ALIVE = """() => ({
  alive: window.__alive,
  elements: [...document.querySelectorAll(
    '.hostile, #hostile, [onclick], [onerror], [onload], [onfocus], [onmouseover],'
    + ' [autofocus], [href^="javascript:" i], [href*="evil.example"], body style,'
    + ' body title, iframe, object, embed, base, main em, main mark:not(.results *),'
    + ' main del, main ins, main .admonition, main .tabbed-set, main .footnote,'
    + ' main code')
  ].map(e => e.outerHTML.slice(0, 200)),
  scripts: [...document.scripts].map(s => s.getAttribute('src') || s.textContent),
  images: [...document.images].map(i => i.getAttribute('src')),
  titles: document.querySelectorAll('head title').length,
  title: document.title,
  hidden: [...document.querySelectorAll('[content],[alt],[aria-label],caption')]
    .map(e => [e.content, e.alt, e.ariaLabel].filter(Boolean).join(' ')).join(' '),
  text: document.body.textContent.replace(/\\s+/g, ' '),
})"""


ALIKE = re.compile(r"/o(?!27|28)\d+/index.html$")
"""Pages of items but those with measures and with results."""


def left_closed(pages: tuple[str, ...]) -> set[str]:
    """Return the pages that are read only: of those that are alike five are opened."""
    alike = [name for name in pages if ALIKE.search(name)]
    return set(alike) - set(alike if WHOLE else some(alike, 5))


@dataclass(frozen=True, kw_only=True)
class BuiltSite:
    folder: Path
    pages: tuple[str, ...]
    texts: dict[str, str]
    address: str = ""


class Tame(Hostile):
    """Fills trees with plain words."""

    def text(self, where: str) -> str:
        number = len(self.texts) + 1
        self.texts[f"{where} {number}"] = f"word n{number}n"
        return f"word n{number}n"


def make(root: Path, hostile: Hostile) -> None:
    """Write the example agency with hostile texts below `root`."""
    copy_agency(root, "tambon-tuayang", LAST_DAY)
    shutil.rmtree(root / "content/agencies/tambon-tuayang/2567")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    share_facts(root)
    (root / "content/site.yml").write_text("version: 1\ntitle: x\n", encoding="utf-8")
    for path in sorted((root / "content").rglob("*.yml")):
        kind = path.stem
        tree = read_yaml(path.read_bytes(), path.name).tree
        assert isinstance(tree, dict)
        path.write_text(yaml(hostile.fill(KINDS[kind], tree, kind)), encoding="utf-8")


def hostile_site(root: Path, *, all_at_once: bool) -> BuiltSite:
    hostile = Hostile(all_at_once=all_at_once)
    make(root, hostile)
    done = typed(root, "build", "--lang", "en")
    assert done.exit_code == 0, (done.stdout + done.stderr)[-4000:]
    folder = root / "build" / "site"
    pages = (
        path.relative_to(folder)
        for path in sorted(folder.rglob("*.html"))
        if 'http-equiv="refresh"' not in path.read_text("utf-8")  # leads on at once
    )
    return BuiltSite(
        folder=folder,
        pages=tuple(page.as_posix() for page in pages),
        texts=hostile.texts,
    )


def tame_site(root: Path) -> Path:
    make(root, Tame(all_at_once=False))
    done = typed(root, "build", "--lang", "en")
    assert done.exit_code == 0, (done.stdout + done.stderr)[-4000:]
    return root / "build/site"


@pytest.fixture(scope="module", params=[True, False], ids=["all", "turn"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BuiltSite]:
    fill = functools.partial(hostile_site, all_at_once=request.param)
    built = made_once(tmp_path_factory, f"hostile-{request.param}", fill)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(built.folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield dataclasses.replace(built, address=f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "tame", tame_site)


@functools.cache
def skeleton(page: Path) -> list[tuple[str | None, list[str]]]:
    """Return every element with the names of its attributes, as a browser sees them."""
    root = LexborHTMLParser(page.read_text("utf-8")).root
    assert root is not None
    return [(node.tag, sorted(node.attributes)) for node in root.traverse()]


def test_a_page_has_the_same_skeleton_whatever_the_words_are(
    site: BuiltSite, tame: Path
) -> None:
    pages = {path.relative_to(tame).as_posix() for path in tame.rglob("*.html")}
    assert set(site.pages) <= pages
    other = [
        name for name in pages if skeleton(tame / name) != skeleton(site.folder / name)
    ]
    assert other == []


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - of http.server
        del format, args


@pytest.fixture(scope="module")
def seen(site: BuiltSite, browser: Any) -> dict[str, Any]:
    """Look at every page; whatever asks or moves on its own is remembered."""
    page, found, dialogs = browser.new_page(), {}, []

    def dismiss(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for name in site.pages:
        if name in left_closed(site.pages):
            found[name] = parsed(site.folder / name)
            continue
        page.goto(site.address + name, timeout=120_000)
        found[name] = page.evaluate(ALIVE)
    page.goto(f"{site.address}search/?q=n1n", timeout=120_000)
    page.wait_for_selector(".results li", timeout=120_000)
    found["search/?q=n1n"] = page.evaluate(ALIVE)
    page.close()
    return {"pages": found, "dialogs": dialogs, "requests": requests}


def test_nothing_comes_alive(seen: dict[str, Any]) -> None:
    assert seen["dialogs"] == []
    alive = {
        name: (one["alive"], one["elements"])
        for name, one in seen["pages"].items()
        if one["alive"] is not None or one["elements"]
    }
    assert alive == {}


def test_there_are_no_scripts_or_pictures_but_ours(seen: dict[str, Any]) -> None:
    for name, one in seen["pages"].items():
        assert not [s for s in one["scripts"] if "__alive" in s], name
        assert [s for s in one["images"] if not OUR_PICTURE.search(s)] == [], name


def test_no_page_asks_another_host_or_for_what_is_not_there(
    site: BuiltSite, seen: dict[str, Any]
) -> None:
    assert [url for url in seen["requests"] if not url.startswith(site.address)] == []
    assert [url for url in seen["requests"] if url.endswith(("/x", "/picture"))] == []


def test_titles_are_text(seen: dict[str, Any]) -> None:
    for name, one in seen["pages"].items():
        assert one["titles"] == 1, name
        assert "<" not in one["title"]
        own = one["title"].replace(ENTITIES, "").replace(LOOSE, "")
        assert "‹" in own or "&" not in own, name


def test_every_public_text_is_shown_letter_by_letter(
    site: BuiltSite, seen: dict[str, Any]
) -> None:
    everything = "\n".join(
        f"{one['text']}\n{one['hidden']}" for one in seen["pages"].values()
    )
    missing: dict[str, list[str]] = {}
    shown: set[str] = set()
    for where, text in site.texts.items():
        name = where.split()[0]
        if text in everything:
            shown.add(name)
        else:
            missing.setdefault(name, []).append(text)
    assert set(missing) - shown <= INTERNAL | ELSEWHERE
    assert not shown & INTERNAL


INTERNAL = {
    "Assessor.comment",
    "Assessor.reply",
    "Confirmed.by",
    "Confirmed.of",
    "Disclosure.to_renew",
    "Evidence.caption",  # of a table: tests/assessment/test_evidence_tables.py
    "Evidence.columns",
    "Evidence.personal_data",
    "Evidence.sheet",
    "Evidence.unit",
    "Signature.name",
    "Unplaced.document",
}
"""Texts for the agency itself: in no page."""


ELSEWHERE = {
    "Agency.district_as_printed",
    "Agency.near_words",
    "Agency.note",
    "Agency.short_name",
    "Analysis.no_measure",
    "Measure.note",
    "Result.date_text",
    "Signature.acting_for",
    "Step.label",
    "Survey.note",
    "Target.text",
    "Unplaced.text",
}
"""Texts that no page shows, or not next to another text that says the same."""


def test_the_search_shows_text(seen: dict[str, Any]) -> None:
    found = seen["pages"]["search/?q=n1n"]
    assert "n1n" in found["text"]
    assert found["elements"] == []


def test_every_kind_of_file_of_the_example_was_filled(site: BuiltSite) -> None:
    records = {where.partition(".")[0] for where in site.texts}
    models = {KINDS[kind].__name__ for kind in ("site", "agency", *YEAR_FILES)}
    assert models - {"Disclosures"} <= records
