"""Hostile strings for every text field of the model."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from model_walk import Field, minimal, own_fields
from prongsai.model.fields import Record
from prongsai.yaml.reader import YamlTree

PAYLOADS = (
    "<script>window.__alive=1</script>",
    '<img src=x onerror="window.__alive=2" class="hostile">',
    '<b id="hostile" onmouseover="window.__alive=3">b</b>',
    '<a href="javascript:window.__alive=4" class="hostile">a</a>',
    "[link](javascript:window.__alive=5) ![picture](x) [^1]: note",
    "<javascript:window.__alive=6> <https://evil.example/>",
    '**bold** _a_ `code` {: onclick="window.__alive=7" .hostile #hostile }',
    "# heading {#hostile}",
    "{{ 7*7 }} {% raise %} {%- raw -%} {# comment #} {## x ##}",
    "--- title: x ---",
    "</title><script>window.__alive=8</script>",
    "</textarea></style></script></p></td></table><svg onload=window.__alive=9>",
    "&lt;script&gt;window.__alive=10&lt;/script&gt; &#60;b&#62; &amp;amp; &nbsp;",
    "\" ' ` \\ ]]> <!-- x --> <![CDATA[",
    '" onfocus="window.__alive=11" autofocus x="',
    "' onfocus='window.__alive=12' autofocus x='",
    "right \u202eto left\u202c zero\u200bwidth",
    "*a &b !c %d @e : # - ? | > ~ [x] {y}",
    "- [ ] item 1. one | a | b | ==m== ~~s~~ ^^i^^ :smile: ++k++ !!! note",
    '!!! note "x" ??? y === "tab" --8<-- "mkdocs.yml" $x^2$ :material-home:',
    "wzxhzdk:0 klzzwxh:0000 %(x)s {0} {x} ${x} #{x}",
)
"""HTML, scripts, Markdown, its extensions, templates, YAML, and half of each."""


ENTITIES, LOOSE = (text for text in PAYLOADS if "&" in text)


@dataclass(kw_only=True)
class Hostile:
    """Fills trees with hostile texts and keeps which is in which field."""

    all_at_once: bool
    fields: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def fill(
        self, model: type[Record], tree: dict[str, YamlTree], name: str
    ) -> YamlTree:
        """Return the tree with every text that the model knows."""
        done = dict(tree)
        for one in own_fields(model):
            where = f"{model.__name__}.{one.name}"
            if one.type == "text":
                text = self.text(where)
                done[one.name] = [text] if one.many else text
            elif one.type == "record":
                found = done.get(one.name) or self.new(one)
                if isinstance(found, list):
                    done[one.name] = [
                        self.fill(one.inner, entry, name)
                        for entry in found
                        if isinstance(entry, dict)
                    ]
                elif isinstance(found, dict):
                    done[one.name] = self.fill(one.inner, found, name)
        return {key: value for key, value in done.items() if value not in ([], None)}

    def new(self, one: Field) -> YamlTree:
        """Return the smallest record for a field that the example does not use."""
        names = {inner.name: inner.type for inner in own_fields(one.inner)}
        if names.get("code") == "code" or one.inner is one.record or one.name in LEFT:
            return None
        entry = minimal(one.inner)
        if "id" in entry:
            entry["id"] = f"hostile-{next(self.ids)}"
        return [entry] if one.many else entry

    def text(self, where: str) -> str:
        number = len(self.texts) + 1
        first = where not in self.fields
        self.fields.add(where)
        text = all_at_once(number) if first and self.all_at_once else in_turn(number)
        self.texts[f"{where} {number}"] = " ".join(text.split())
        return str(text)


LEFT = {"components", "own_sites", "publish", "unsettled"}
"""Lists with ids of the catalogue or an agency; where to publish is on no page."""


def all_at_once(number: int) -> str:
    return f"n{number}n {' '.join(PAYLOADS)}"


def in_turn(number: int) -> str:
    return f"{PAYLOADS[number % len(PAYLOADS)]} n{number}n"
