"""Where the checkout lies that the tests look at."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
