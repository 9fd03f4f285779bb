"""The picture that a chat or a social network shows next to a link to a page.

Every page of an agency has one: seal, name and colour of the agency, what the page is.
They need typst, pillow and the address of the site; without one, pages have none.
"""

import dataclasses
import hashlib
import io
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from prongsai.loading.content import AgencyContent
from prongsai.pages.context import Context
from prongsai.pages.page import Page
from prongsai.paper.agency_look import colour, seal
from prongsai.paper.make import NotPrintedError, as_pictures, available
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

NAME = "link.png"
"""The name of the picture, in the folder of its page."""

_TEMPLATE = "link-pictures"
_AT_ONCE = 4
_COLOURS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPicture:
    """What a picture shows; `seal` is an SVG, `colour` an HTML colour."""

    agency: str
    seal: str
    colour: str
    code: str
    title: str
    line: str

    @property
    def made_of(self) -> str:
        """Return a hash over all that the picture depends on."""
        template = Path(__file__).with_name(f"{_TEMPLATE}.typ").read_bytes()
        said = json.dumps(dataclasses.asdict(self), sort_keys=True).encode()
        return hashlib.sha256(template + said).hexdigest()


def link_pictures(
    context: Context, pages: Iterable[Page], cache: Path
) -> Mapping[str, bytes]:
    """Return the pictures as PNG by the address of their page.

    Args:
        context: the site; one without an address, or that asks not to be listed, has
            no pictures.
        pages: all pages; those of demonstrations and of no agency have no picture.
        cache: the folder where pictures are kept from one build to the next.
    """
    site = context.content.site.value
    if not site.site_url or site.noindex or not _can_be_drawn():
        return {}
    wanted = {
        page.address: _picture(context, page, page.agency)
        for page in pages
        if page.agency and not page.demonstration
    }
    made = _kept(set(wanted.values()), cache)
    new = [one for one in dict.fromkeys(wanted.values()) if one not in made]
    for start in range(0, len(new), _AT_ONCE):
        made |= _drawn(new[start : start + _AT_ONCE], cache)
    return {address: made[one] for address, one in wanted.items() if one in made}


def _can_be_drawn() -> bool:
    """Return whether typst is there, and what makes its pictures small."""
    return available() and find_spec("PIL") is not None


def _kept(wanted: Iterable[LinkPicture], cache: Path) -> dict[LinkPicture, bytes]:
    """Return the pictures that an earlier build made; a damaged one is not there."""
    kept = {one: unsealed(_file(one, cache)) for one in wanted}
    return {one: b64decode(text) for one, text in kept.items() if isinstance(text, str)}


def _file(picture: LinkPicture, cache: Path) -> Path:
    return cache / f"{picture.made_of}.json"


def _picture(context: Context, page: Page, agency: AgencyContent) -> LinkPicture:
    code, _, title = page.name.partition(" ")
    coded = code.lower() in page.codes
    words = context.words
    return LinkPicture(
        agency=words.number(agency.agency.value.name),
        seal=seal(agency),
        colour=colour(agency),
        code=code if coded else "",
        title=words.number(title if coded else page.name),
        line=words.number(words("fiscal-year", year=page.year)) if page.year else "",
    )


def _drawn(pictures: Sequence[LinkPicture], cache: Path) -> dict[LinkPicture, bytes]:
    """Draw pictures and keep them; one that cannot be set is left out."""
    data = json.dumps([dataclasses.asdict(one) for one in pictures])
    try:
        drawn = [_small(page) for page in as_pictures(_TEMPLATE, data)]
    except NotPrintedError:
        half = len(pictures) // 2
        parts = (pictures[:half], pictures[half:]) if half else ()
        return {k: v for part in parts for k, v in _drawn(part, cache).items()}
    for picture, small in zip(pictures, drawn, strict=True):
        write_cache(_file(picture, cache), sealed(b64encode(small).decode()))
    return dict(zip(pictures, drawn, strict=True))


def _small(data: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415 - not in a tab

    out = io.BytesIO()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
