"""Read what a page sends: fields, and files in parts as they arrive.

A form is read only here, and only with the token of the page that it is on.
"""

import hmac
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from prongsai.desk.folder import Folder, Received, Receiver

TOKEN = "token"  # noqa: S105 - the name of a field
_MOST = 1_000_000
"""Bytes of all fields of a form that are no files."""


class BadFormError(Exception):
    """A form is not from a page of this desk, or is larger than one can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was sent: the values of each field in order, and the files."""

    fields: dict[str, list[str]]
    files: tuple[Received, ...] = ()

    def one(self, name: str) -> str:
        """Return the value of a field on one line, empty where it was not sent."""
        return " ".join(self.fields.get(name, [""])[-1].split())

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return tuple(self.fields.get(name, ()))


async def read_form(request: Request, token: str, folder: Folder) -> Form:
    """Read a form.

    Args:
        request: what was sent.
        token: that of the desk's pages.
        folder: receives the files.

    Raises:
        BadFormError: it is not of this desk.
        TooLargeError: a file is too large; none of the files is kept.
    """
    try:
        form = await _sent(request, folder)
    except ClientDisconnect:  # the window was closed while a file was on its way
        raise BadFormError from None
    if not hmac.compare_digest(form.one(TOKEN).encode(), token.encode()):
        folder.forget(form.files)
        raise BadFormError
    return form


async def _sent(request: Request, folder: Folder) -> Form:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data" and b"boundary" in options:
        return await _Parts(folder).read(request, options[b"boundary"])
    return await _fields(request)


async def _fields(request: Request) -> Form:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST:
            raise BadFormError
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(body.decode(errors="replace"), keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    return Form(fields=fields)


@dataclass(slots=True, kw_only=True)
class _Part:
    """One part of a form while it arrives."""

    headers: dict[str, str] = field(default_factory=dict)
    header: bytes = b""
    value: bytes = b""
    text: bytes = b""
    file: Receiver | None = None

    @property
    def name(self) -> str:
        return self._option(b"name")

    @property
    def filename(self) -> str:
        return self._option(b"filename")

    def _option(self, name: bytes) -> str:
        given = self.headers.get("content-disposition", "")
        _, options = parse_options_header(given)
        return options.get(name, b"").decode(errors="replace")


class _Parts:
    """Collects the parts of a form; files go on as they come."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._part = folder, _Part()
        self._fields: dict[str, list[str]] = {}
        self._files: list[Received] = []
        self._sum = 0

    async def read(self, request: Request, boundary: bytes) -> Form:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._data,
                "on_part_end": self._end,
            },
        )
        try:
            async for part in request.stream():
                parser.write(part)
            parser.finalize()
        except FormParserError:
            self._forget()
            raise BadFormError from None
        except BaseException:
            self._forget()
            raise
        return Form(fields=self._fields, files=tuple(self._files))

    def _forget(self) -> None:
        """Throw everything away that came with a form that cannot be used."""
        if self._part.file is not None:
            self._part.file.drop()
        self._folder.forget(self._files)

    def _begin(self) -> None:
        self._part = _Part()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._part.header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._part.value += data[start:end]

    def _header_end(self) -> None:
        name = self._part.header.decode("latin-1").lower()
        self._part.headers[name] = self._part.value.decode("latin-1")
        self._part.header = self._part.value = b""

    def _headers_end(self) -> None:
        if self._part.filename:
            self._part.file = self._folder.receive(self._part.filename)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._part.file is not None:
            self._part.file.take(data[start:end])
            return
        self._sum += end - start
        if self._sum > _MOST:
            raise BadFormError
        self._part.text += data[start:end]

    def _end(self) -> None:
        part, self._part = self._part, _Part()
        if part.file is not None:
            self._files.append(part.file.finish())
        elif "filename" not in part.headers.get("content-disposition", ""):
            value = part.text.decode(errors="replace")
            self._fields.setdefault(part.name, []).append(value)
