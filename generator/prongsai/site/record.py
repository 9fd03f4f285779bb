"""Write down what is published: `content/published.yml`.

Only the list of addresses is written anew; redirects and comments stay as they are.
What was published once stays in the list, even if it is gone. Addresses
that rest on a draft of the year's list are left out.
"""

import re
from pathlib import Path

from prongsai.site.page_types import Plan
from prongsai.site.published import live_addresses, provisional_addresses
from prongsai.storage.write import write_all

FILE = "content/published.yml"
_HEAD = "# yaml-language-server: $schema=.schemas/published.json\n"
_LIST = re.compile(r"^addresses:.*?(?=^[^\s#-]|\Z)", re.MULTILINE | re.DOTALL)


def recorded(plan: Plan, text: str) -> str:
    """Return the file with all addresses of the plan, sorted; `text` is what it was."""
    published = plan.context.content.published
    before = published.value.addresses if published else ()
    lasting = live_addresses(plan) - provisional_addresses(plan)
    addresses = sorted({*before, *lasting}, key=_order)
    block = "addresses:\n" + "".join(f"  - {_scalar(one)}\n" for one in addresses)
    if not text:
        return _HEAD + block
    if _LIST.search(text):
        return _LIST.sub(lambda _: block, text, count=1)
    return text.rstrip("\n") + "\n" + block


def record(root: Path, plan: Plan) -> bool:
    """Write the file below `root`; return whether anything was new."""
    path = root / FILE
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    after = recorded(plan, before)
    if after != before:
        write_all(root, {FILE: after.encode()})
    return after != before


def _order(address: str) -> tuple[str, ...]:
    """Sort a page before its anchors and what lies below it."""
    return tuple(re.split(r"(?<=/)", address))


def _scalar(address: str) -> str:
    """Quote what YAML would read differently; `/x/#y` is plain (it has no blank)."""
    return address if re.fullmatch(r"/[\w./#-]*", address) else f'"{address}"'
