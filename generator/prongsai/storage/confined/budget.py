"""What all readers of one file may use together: of time, and of tries.

A file is read more than once: for its facts, its sheets, its picture. Each reader gets
what those before it have left, and after one that was stopped there is no other.
"""

from dataclasses import dataclass, replace

from prongsai.storage.confined.answers import StoppedError
from prongsai.storage.confined.limits import LIMITS, Limits


@dataclass(slots=True, kw_only=True)
class Budget:
    """What the readers of one file have used of its limits.

    Attributes:
        spent: seconds of the processor; all there are once a reader was stopped.
        limits: what they may use in all. Memory and output are those of each.
    """

    spent: float = 0.0
    limits: Limits = LIMITS

    def left(self) -> Limits:
        """Return the limits of the next reader.

        Raises:
            StoppedError: less than a second is left.
        """
        seconds = int(self.limits.seconds - self.spent)
        if seconds < 1:
            raise StoppedError("stopped-time", limit=self.limits.seconds)
        return replace(self.limits, seconds=seconds)

    def take(self, seconds: float) -> None:
        """Take what a reader has used."""
        self.spent += seconds

    def end(self) -> None:
        """Leave nothing: a reader was stopped, and the next would be, too."""
        self.spent = max(self.spent, self.limits.seconds)
