"""Check: shape, then references, then rules, each agency as if there were no other.

`content` checks what was loaded whole; `project` goes through the agencies of a folder
one by one, keeps what was found, and holds only findings. Both find the same.
"""

from prongsai.checking.content import Checked, check, check_sources, check_with

__all__ = ["Checked", "check", "check_sources", "check_with"]
