"""Turn a page's article into a fragment: no script, no class, nothing from outside.

The article is read with the rules of HTML5, as by the browsers that show it.
"""

import base64
import mimetypes
import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from prongsai.fragments.style import CHART, OUTER, WIDE, style_of
from prongsai.importing.read.html_tree import Node, body
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
    made = "".join(_Cleaner(base, read).inside(body(article)))
    ids = set(re.findall(r' id="([^"]*)"', made))
    made = _ANCHOR.sub(lambda link: link[0] if link[1] in ids else link[2], made)
    made = re.sub(r"\n\s*\n+", "\n", made).strip()
    return f'<div lang="{language}" style="{OUTER}">\n{made}\n</div>\n'


class _Cleaner:
    """Writes the nodes of a page anew, as a browser understands them."""

    def __init__(self, base: str | None, read: Callable[[str], bytes]) -> None:
        self._base, self._read = base, read
        self._wide = False

    def inside(self, node: Node | None) -> Iterator[str]:
        """Yield what the nodes in a node become."""
        child = node.child if node else None
        while child is not None:
            if child.is_text_node:
                yield for_html(child.text_content or "")
            elif child.is_element_node:
                yield from self._element(child, _attributes(child))
            child = child.next

    def _element(self, node: Node, known: dict[str, str]) -> Iterator[str]:
        tag = node.tag or ""
        target = self._target(known.get("href", "")) if tag == "a" else ""
        if self._is_dropped(tag, known):
            return
        if tag == "svg":
            yield _picture(node, known)
        elif tag == "img":
            yield self._image(known)
        elif tag == "a" and not target:
            yield from self.inside(node)
        else:
            name = _RENAMED.get(tag, tag)
            yield _tag(name, _kept(known, target), self._style(name, known))
            if tag not in _VOID:
                yield from self.inside(node)
                yield f"</{name}>"

    def _is_dropped(self, tag: str, known: dict[str, str]) -> bool:
        classes = set(known.get("class", "").split())
        away = self._base is None and ("download" in known or "printed" in classes)
        gone = tag in _DROPPED or "hidden" in known or away
        return gone or bool(classes & _DROPPED_CLASSES)

    def _style(self, name: str, known: dict[str, str]) -> str:
        classes = known.get("class", "").split()
        if "ita-wrap" in classes:
            self._wide = "narrow" not in classes
        if name == "th" and known.get("scope") == "row":
            classes.append("row")
        style = style_of(name, classes)
        return f"{style};{WIDE}" if name == "table" and self._wide else style

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


def _attributes(node: Node) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _kept(known: dict[str, str], target: str) -> dict[str, str]:
    """Return the attributes that stay, with the whole address of a link."""
    link = {"href": target} if target else {}
    return link | {
        key: known[key] for key in _KEPT if key in known and known[key] not in _OWN_ID
    }


def _drawn(node: Node, known: dict[str, str]) -> str:
    """Return an element of a drawing as XML, with its classes as style."""
    style = CHART.get(known.pop("class", ""))
    start = _tag(node.tag or "", known, style or "")
    inside = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            inside.append(_drawn(child, _attributes(child)))
        elif child.is_text_node:
            inside.append(for_html(child.text_content or ""))
        child = child.next
    return f"{start}{''.join(inside)}</{node.tag}>"


def _picture(node: Node, known: dict[str, str]) -> str:
    """Return a drawing as a picture; many an editor removes drawings."""
    box = re.search(r"0 0 ([\d.]+)", known.get("viewBox", ""))
    alone = {"xmlns": "http://www.w3.org/2000/svg", "font-family": "sans-serif"}
    source = _data(_drawn(node, alone | known).encode(), "image/svg+xml")
    width = {"width": str(round(float(box[1]) * 1.6))} if box else {}
    written = {"src": source, "alt": known.get("aria-label", ""), **width}
    return _tag("img", written, style_of("img", ()))


def _data(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
