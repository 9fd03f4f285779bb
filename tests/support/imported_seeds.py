"""The five documents, each imported once, and the agency that published it."""

from functools import cache

from cell_expectations import read
from prongsai.importing.read.text import read_text
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.whole_document import understand
from seeds import seed_text

AGENCIES = {
    "000": "phanat-nikhom",
    "001": "phohak",
    "002": "mueang-chan",
    "003": "ubon-pao",
    "004": "plalai",
}


@cache
def imported(number: str) -> Draft:
    year, result_year, _ = read(number)
    document = read_text(f"{number}.txt", seed_text(number).encode())
    return understand(document, year, result_year, {})
