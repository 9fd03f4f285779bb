"""What is around the desk, where there is more than a folder."""

from dataclasses import dataclass

from prongsai.desk.past import Past
from prongsai.desk.works import Works


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the desk is given next to its folder; pages without it are not there.

    Attributes:
        past: the content of earlier days, and as it was published.
        works: does what takes long.
    """

    past: Past
    works: Works | None = None
