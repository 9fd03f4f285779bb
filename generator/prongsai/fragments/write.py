"""Write the fragments below `build/fragments`, their papers, and pages to copy from."""

import datetime
import posixpath
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from prongsai import messages
from prongsai.fragments.clean import clean
from prongsai.fragments.pages import FragmentPage
from prongsai.fragments.pasted import State, mark, read, state
from prongsai.pages.page import PaperCopy
from prongsai.site.escape import for_html
from prongsai.storage.write import Scratch, swap

FOLDER = "build/fragments"

_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """One page for a CMS: its folder and name below `build/fragments`."""

    folder: str
    name: str
    title: str
    text: str
    papers: tuple[PaperCopy, ...]
    pasted: State = State.NEVER

    @property
    def address(self) -> str:
        """Return folder and name: `ban-rai/2568/o5`."""
        return f"{self.folder}/{self.name}"


def write_fragments(
    root: Path,
    pages: Iterable[FragmentPage],
    pasted: Collection[str] = (),
    today: datetime.date | None = None,
) -> tuple[Fragment, ...]:
    """Make every fragment of the site in `build/site`.

    Args:
        root: the project.
        pages: the pages of the site that are fragments.
        pasted: addresses of those that were pasted as they are now, or `all`.
        today: the day of that.

    Raises:
        UnknownFragmentError: one of them is no fragment; nothing is written.
    """
    pages = tuple(pages)
    made = [_fragment(root, page) for page in pages]
    texts = {one.address: one.text for one in made}
    record = mark(root, texts, pasted, today) if pasted and today else read(root)
    made = [replace(one, pasted=state(record, one.address, one.text)) for one in made]
    next_one = Scratch.empty(root / f"{FOLDER}.next")
    language = pages[0].language if pages else ""
    folders: dict[str, list[Fragment]] = {}
    for fragment in made:
        folders.setdefault(fragment.folder, []).append(fragment)
        next_one.put(f"{fragment.folder}/{fragment.name}.html", fragment.text.encode())
        for paper in fragment.papers:
            name = posixpath.basename(paper.file.address)
            next_one.copy(root / paper.file.source, f"{fragment.folder}/{name}")
    for name, members in folders.items():
        text = _list_page(name, members, language)
        next_one.put(f"{name}/index.html", text.encode())
    if made:
        next_one.put("index.html", _start_page(folders, language).encode())
    swap(root, {FOLDER: next_one.folder if made else None})
    return tuple(made)


def _fragment(root: Path, page: FragmentPage) -> Fragment:
    folder = root / "build" / "site" / page.page
    text = (folder / "index.html").read_text(encoding="utf-8")
    article = _ARTICLE.search(text)
    if article is None:
        message = f"{page.page} has no article"
        raise ValueError(message)
    return Fragment(
        folder=page.folder,
        name=page.name,
        title=page.title,
        text=clean(
            article[1],
            page.language,
            page.public,
            lambda source: (folder / source).read_bytes(),
        ),
        papers=page.papers,
    )


def _list_page(folder: str, fragments: list[Fragment], language: str) -> str:
    def say(key: str) -> str:
        return for_html(messages.text("fragments", key, language))

    rows = []
    for one in fragments:
        names = [posixpath.basename(paper.file.address) for paper in one.papers]
        papers = " ".join(f'<a href="{name}">{name}</a>' for name in names)
        rows.append(
            f'<tr><th scope="row"><a href="{one.name}.html">{for_html(one.title)}'
            f"</a></th><td>{papers or say('no-paper')}</td>"
            f"<td>{len(one.text.encode()) // 1000 + 1} KB</td>"
            f"<td>{say(f'pasted-{one.pasted}')}</td>"
            f'<td><button type="button">{say("copy")}</button>'
            f"<textarea hidden>{for_html(one.text)}</textarea></td></tr>"
        )
    body = (
        f"<p>{say('how')}</p>\n<table><thead><tr>"
        + "".join(
            f'<th scope="col">{say(key)}</th>'
            for key in ("page", "paper", "size", "pasted-column", "copy-column")
        )
        + "</tr></thead><tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table>\n"
        + f'<p role="status" data-done="{say("copied")}"></p>\n'
        + f"<script>{_SCRIPT}</script>"
    )
    return _PAGE.substitute(
        language=language, title=f"{say('title')} {folder}", body=body
    )


def _start_page(folders: dict[str, list[Fragment]], language: str) -> str:
    title = for_html(messages.text("fragments", "title", language))
    links = "".join(
        f'<li><a href="{folder}/index.html">{folder}</a></li>' for folder in folders
    )
    return _PAGE.substitute(language=language, title=title, body=f"<ul>{links}</ul>")


_SCRIPT = """
document.addEventListener("click", function (event) {
  var button = event.target.closest("button");
  if (!button) return;
  var source = button.nextElementSibling;
  var status = document.querySelector("[role=status]");
  var name = button.closest("tr").querySelector("th").textContent;
  function done() { status.textContent = status.dataset.done + " " + name; }
  function byHand() {
    source.hidden = false; source.select();
    document.execCommand("copy"); source.hidden = true; done();
  }
  if (!navigator.clipboard) { byHand(); return; }
  navigator.clipboard.writeText(source.value).then(done, byHand);
});
"""
_PAGE = Template(
    """<!doctype html>
<html lang="$language"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>$title</title><style>
body{font:16px/1.75 Sarabun,"Noto Sans Thai","Leelawadee UI",Tahoma,sans-serif;
max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1c2427}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #c6d1d4;
padding:.4rem .6rem;text-align:left;vertical-align:top}thead th{background:#eaf3f4}
tbody th{font-weight:400}button{font:inherit;padding:.2rem .8rem;cursor:pointer}
a{color:#0b5c66}[role=status]{font-weight:700;min-height:1.75em}
</style></head><body>
<h1>$title</h1>
$body
</body></html>
"""
)
