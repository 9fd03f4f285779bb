"""The seal, the colour and the pictures of an agency can be shown as they are.

What: `colour` as text on white and below white words has a contrast of 4.5 to 1; what
`seal` and `picture` of executives name is a PNG or JPEG picture that opens; each file
in the agency's own `files/` is named by one of them. The pages never use a colour that
is too pale: they take the nearest of the same hue that reads.

Why: people with weak eyes cannot read pale links and buttons, and a picture that does
not open is left out.

Whose rule: project; WCAG 2.1 AA, 1.4.3.

Passing example:

    # agency.yml, its colour
    colour: 1f4e79

Failing example:

    # agency.yml, its colour
    colour: f2c14e
"""

from collections.abc import Iterator

from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import AgencyContent
from prongsai.model.agency import named_pictures
from prongsai.model.colour import ENOUGH, WHITE, Colour, readable
from prongsai.storage.attachments import FileKind, Trouble
from prongsai.storage.content_folder import Attachment

CODES = ("colour-contrast", "picture-kind", "picture-unused")

_PICTURES = frozenset({FileKind.PNG, FileKind.JPEG})


def check(agency: AgencyContent) -> Iterator[Finding]:
    """Check the seal, the colour and the pictures of an agency."""
    yield from _colour(agency)
    yield from _pictures(agency)
    yield from _unused(agency)


def _colour(agency: AgencyContent) -> Iterator[Finding]:
    text = agency.agency.value.colour
    if text is None:
        return
    colour = Colour.of(text)
    contrast = colour.contrast(WHITE)
    if contrast < ENOUGH:
        near = readable(colour)
        yield agency.agency.finding(
            "colour-contrast",
            ("colour",),
            agency.slug,
            PROJECT,
            value=text,
            contrast=f"{contrast:.1f}",
            near=near,
            reached=f"{near.contrast(WHITE):.1f}",
        )


def _pictures(agency: AgencyContent) -> Iterator[Finding]:
    for path, name in named_pictures(agency.agency.value):
        found = agency.attachments.get(name)
        if found and not _opens(found):
            yield agency.agency.finding(
                "picture-kind", path, agency.slug, PROJECT, file=name
            )


def _opens(picture: Attachment) -> bool:
    facts = picture.facts
    if facts is None:
        return True
    return facts.kind in _PICTURES and facts.trouble is Trouble.NONE


def _unused(agency: AgencyContent) -> Iterator[Finding]:
    named = {name for _, name in named_pictures(agency.agency.value)}
    unused = sorted(set(agency.attachments) - named)
    if unused:
        yield agency.agency.finding(
            "picture-unused",
            (),
            agency.slug,
            PROJECT,
            count=len(unused),
            names=", ".join(unused[:5]),
        )
