"""The packaged rules of each year."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from prongsai.model import catalogue as model

FOLDER = Path(model.__file__).parents[1] / "catalogue"
ITEMS = {2563: 43, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}


class Coded(Protocol):
    @property
    def code(self) -> str: ...


def text_of(year: int) -> str:
    return (FOLDER / f"{year}.yml").read_text("utf-8")


def codes(things: Iterable[Coded]) -> list[str]:
    return [thing.code for thing in things]
