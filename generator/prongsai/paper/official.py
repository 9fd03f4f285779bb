"""How official papers write: always Thai, always Thai digits."""

import re
from collections.abc import Mapping

from prongsai import messages
from prongsai.model.site import Language
from prongsai.thai.digits import to_thai

_KEPT = re.compile(r"[A-Za-z0-9_@:/.?=&%#+-]*[A-Za-z][A-Za-z0-9_@:/.?=&%#+-]*|\d+")


def official(text: str) -> str:
    """Write the digits of a text in Thai; codes, links and names in Latin stay."""
    return _KEPT.sub(
        lambda match: to_thai(match[0]) if match[0].isdecimal() else match[0], text
    )


def all_official(value: object) -> object:
    """Write every text below `value` officially; keys stay."""
    if isinstance(value, str):
        return official(value)
    if isinstance(value, Mapping):
        return {key: all_official(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [all_official(one) for one in value]
    return value


def say(key: str, /, **facts: object) -> str:
    """Return the words of `key` in the table `paper`; digits are not yet Thai."""
    return messages.text("paper", key, Language.THAI, **facts)
