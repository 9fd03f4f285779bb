"""The forms of a page, as a browser without a script sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_TYPED = frozenset({"text", "url", "email", "tel", "search"})


@dataclass(slots=True, kw_only=True)
class PageForm:
    """One form: where it is sent, its fields as they are, and which are typed into."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    def sent(self, **typed: str) -> dict[str, list[str]]:
        """Return what is sent after somebody typed into fields."""
        return {**self.fields, **{name: [text] for name, text in typed.items()}}


def forms_of(page: str) -> list[PageForm]:
    """Return the forms of a page in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._area, self._text = "", ""
        self._choice, self._first, self._chosen = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = PageForm(action=at.get("action", ""), method=at["method"])
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(self._open, tag, at)

    def _field(self, form: PageForm, tag: str, at: dict[str, str]) -> None:
        name, kind = at.get("name", ""), at.get("type", "text")
        if tag == "textarea":
            self._area, self._text = name, ""
            form.typed.append(name)
        elif tag == "select":
            self._choice, self._chosen = name, False
        elif tag == "option" and self._choice and not self._chosen:
            if "selected" in at or self._choice not in form.fields:
                form.fields[self._choice] = [at.get("value", "")]
            self._chosen = "selected" in at
        elif tag == "button" and name:
            form.fields.setdefault(name, [at.get("value", "")])
        elif tag == "input" and name and kind != "file":
            if kind in {"checkbox", "radio"} and "checked" not in at:
                return
            form.fields.setdefault(name, []).append(at.get("value", ""))
            if kind in _TYPED:
                form.typed.append(name)

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._open is not None:
            self._open.fields[self._area] = [self._text.removeprefix("\n")]
            self._area = ""
        elif tag == "select":
            self._choice = ""
