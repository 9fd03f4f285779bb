"""Seal and faces of an agency: taken from a form, put among its files, replaced."""

from collections.abc import Mapping
from dataclasses import replace

from prongsai.desk.acts import BadValueError
from prongsai.desk.agency_parts import Part, Shape
from prongsai.desk.documents import place
from prongsai.desk.folder import Received, Written
from prongsai.desk.forms import Form
from prongsai.loading.content import AgencyContent
from prongsai.model.agency import Agency, named_pictures
from prongsai.model.fields import Record
from prongsai.storage.attachments.kinds import ending_of
from prongsai.storage.content_walk import CONTENT

_KINDS: Mapping[bytes, tuple[str, frozenset[str]]] = {
    b"\x89PNG\r\n\x1a\n": ("image/png", frozenset({"png"})),
    b"\xff\xd8\xff": ("image/jpeg", frozenset({"jpg", "jpeg"})),
}
"""How each kind of picture begins, what it is, and how its name may end."""


def picture_kind(head: bytes) -> str:
    """Return the media type of a picture that pages can show, else nothing."""
    kinds = (kind for start, (kind, _) in _KINDS.items() if head.startswith(start))
    return next(kinds, "")


def with_picture(
    agency: AgencyContent, part: Part, form: Form
) -> tuple[Form, Mapping[str, Received]]:
    """Return the form with the name of the picture that came with it, and its file.

    Raises:
        BadValueError: what came is no picture that pages can show.
    """
    cells = [one.name for one in part.cells if one.shape is Shape.PICTURE]
    sent = form.files[-1:] if cells else ()
    if not sent:
        gone = {name: [""] for name in cells if form.one(f"{name}-gone")}
        return replace(form, fields={**form.fields, **gone}), {}
    [name], [picture] = cells, sent
    if not _is_picture(picture):
        raise BadValueError("not-a-picture", file=picture.name)
    folder = f"{CONTENT}/agencies/{agency.slug}/files/"
    have = {one.path: one for one in agency.attachments.values()}
    [placed] = place([picture], folder, have)
    named = {**form.fields, name: [placed.path.removeprefix(folder)]}
    new = {} if placed.known else {placed.path: picture}
    return replace(form, fields=named), new


def _is_picture(file: Received) -> bool:
    """Return whether it begins as its name ends; the checks open it whole."""
    kinds = (ends for start, (_, ends) in _KINDS.items() if file.head.startswith(start))
    return ending_of(file.name).lower() in next(kinds, ())


def replaced(agency: AgencyContent, new: Record) -> Mapping[str, Written]:
    """Return the pictures to remove: those that only the agency as it was names."""
    if not isinstance(new, Agency):
        return {}
    left = {name for _, name in named_pictures(agency.agency.value)} - {
        name for _, name in named_pictures(new)
    }
    files = (agency.attachments[name] for name in left if name in agency.attachments)
    return {one.path: None for one in files}
