"""The seal and the colour of an agency on its papers and pictures."""

import base64

from prongsai.loading.content import AgencyContent
from prongsai.model.colour import BLACK, WHITE, Colour
from prongsai.storage.content_folder import Attachment

_COLOUR = "#0b4f58"


def colour(agency: AgencyContent) -> str:
    """Return the colour of the header on light pages: white text reads well on it."""
    own = agency.agency.value.colour
    if own is None:
        return _COLOUR
    return str(Colour.of(own).readable_on(WHITE).mixed(BLACK, 0.12))


def seal(agency: AgencyContent) -> str:
    """Return the seal as an SVG, empty where there is none or it is not made yet."""
    file = _file(agency)
    small = file.small if file else None
    if small is None:
        return ""
    coded = base64.b64encode(small.data).decode()
    size = f'width="{small.width}" height="{small.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/{small.ending};base64,{coded}"/></svg>'
    )


def seal_hash(agency: AgencyContent) -> str:
    """Return the hash of the seal's file, empty where there is none."""
    file = _file(agency)
    return file.sha256 if file else ""


def _file(agency: AgencyContent) -> Attachment | None:
    return agency.attachments.get(agency.agency.value.seal or "")
