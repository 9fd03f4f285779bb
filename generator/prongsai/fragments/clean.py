"""Turn a page's article into a fragment: no script, no class, nothing from outside."""

import base64
import html
import mimetypes
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from prongsai.fragments.style import CHART, OUTER, WIDE, style_of
from prongsai.site.escape import for_html

MAX_PICTURE = 120_000
"""Bytes of a picture that a fragment may carry; a larger one becomes its name."""

_VOID = {"br", "hr", "img", "wbr"}
_DROPPED = {"button", "form", "noscript", "script", "style", "template"}
_DROPPED_CLASSES = {"crumbs", "headerlink", "pager", "years"}
_LOWER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
"""The CMS prints the page's title itself."""
_RENAMED = {**_LOWER, "nav": "div", "section": "div"}
_KEPT = (
    *("alt", "aria-label", "aria-labelledby", "colspan", "datetime", "height", "id"),
    *("lang", "open", "role", "rowspan", "scope", "start", "tabindex", "width"),
)
_OWN_ID = {"top"}
_ANCHOR = re.compile(r'<a href="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

Attributes = Sequence[tuple[str, str | None]]


def clean(
    article: str, language: str, base: str | None, read: Callable[[str], bytes]
) -> str:
    """Return the fragment of a page.

    Args:
        article: the content of the page's `<article>`.
        language: of the text, for `lang`.
        base: the page's whole public address; without it links to other pages are
            removed.
        read: returns a file of the site by its address relative to the page.
    """
    cleaner = _Cleaner(base, read)
    cleaner.feed(article)
    cleaner.close()
    body = "".join(cleaner.out)
    ids = set(re.findall(r' id="([^"]*)"', body))
    body = _ANCHOR.sub(lambda link: link[0] if link[1] in ids else link[2], body)
    body = re.sub(r"\n\s*\n+", "\n", body).strip()
    return f'<div lang="{language}" style="{OUTER}">\n{body}\n</div>\n'


class _Cleaner(HTMLParser):
    def __init__(self, base: str | None, read: Callable[[str], bytes]) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._base, self._read = base, read
        self._ends: list[str] = []
        self._skipped = 0
        self._chart: list[str] = []
        self._wide = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._skipped or self._dropped(tag, attrs):
            self._skipped += tag not in _VOID
        elif tag == "svg" or self._chart:
            self._chart.append(_drawn(self.get_starttag_text() or ""))
        else:
            self._open(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if not self._skipped and self._chart:
            self._chart.append(_drawn(self.get_starttag_text() or ""))
        elif tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._skipped:
            self._skipped -= 1
        elif self._chart:
            self._chart.append(f"</{tag}>")
            if tag == "svg":
                self.out.append(_picture("".join(self._chart)))
                self._chart = []
        elif self._ends:
            self.out.append(self._ends.pop())

    def handle_data(self, data: str) -> None:
        text = for_html(data)
        if self._chart:
            self._chart.append(text)
        elif not self._skipped:
            self.out.append(text)

    def _dropped(self, tag: str, attrs: Attributes) -> bool:
        known = dict(attrs)
        classes = set((known.get("class") or "").split())
        away = self._base is None and ("download" in known or "printed" in classes)
        gone = tag in _DROPPED or "hidden" in known or away
        return gone or bool(classes & _DROPPED_CLASSES)

    def _open(self, tag: str, known: dict[str, str]) -> None:
        classes = known.get("class", "").split()
        if "ita-wrap" in classes:
            self._wide = "narrow" not in classes
        if tag == "th" and known.get("scope") == "row":
            classes.append("row")
        if tag == "img":
            self.out.append(self._image(known))
            return
        target = self._target(known.get("href", "")) if tag == "a" else ""
        if tag == "a" and not target:
            self._ends.append("")
            return
        name = _RENAMED.get(tag, tag)
        style = style_of(name, classes)
        if tag == "table" and self._wide:
            style += f";{WIDE}"
        written: dict[str, str] = {}
        if target:
            written["href"] = target
        written |= {
            key: known[key]
            for key in _KEPT
            if key in known and known[key] not in _OWN_ID
        }
        self.out.append(_tag(name, written, style))
        if tag not in _VOID:
            self._ends.append(f"</{name}>")

    def _target(self, href: str) -> str:
        """Return the absolute address of a link, or nothing if it is unknown."""
        if href.startswith("#") or urlsplit(href).scheme:
            return href
        return urljoin(self._base, href) if self._base else ""

    def _image(self, known: dict[str, str]) -> str:
        source, alt = known.get("src", ""), known.get("alt", "")
        data = self._read(source)
        if len(data) > MAX_PICTURE:
            target = self._target(source)
            text = for_html(alt)
            return f'<a href="{for_html(target)}">{text}</a>' if target else text
        kind = mimetypes.guess_type(source)[0] or "image/png"
        written = {"src": _data(data, kind), "alt": alt}
        written |= {key: known[key] for key in _KEPT if key in known}
        return _tag("img", written, style_of("img", ()))


def _tag(name: str, attributes: dict[str, str], style: str) -> str:
    if style:
        attributes = {**attributes, "style": style}
    parts = "".join(f' {key}="{for_html(v)}"' for key, v in attributes.items())
    return f"<{name}{parts}>"


def _drawn(start: str) -> str:
    """Return a start tag of a drawing with its class as style."""
    return re.sub(
        r' class="([^"]*)"',
        lambda found: f' style="{CHART[found[1]]}"' if found[1] in CHART else "",
        start,
    )


def _picture(svg: str) -> str:
    """Return a drawing as a picture; many an editor removes drawings."""
    label = re.search(r'aria-label="([^"]*)"', svg)
    alt = html.unescape(label[1]) if label else ""
    box = re.search(r'viewBox="0 0 ([\d.]+)', svg)
    named = svg.replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"', 1
    )
    source = _data(named.encode(), "image/svg+xml")
    width = {"width": str(round(float(box[1]) * 1.6))} if box else {}
    return _tag("img", {"src": source, "alt": alt, **width}, style_of("img", ()))


def _data(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
