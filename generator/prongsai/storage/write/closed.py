"""The three numbers of files that belong to the terminal, also where it is closed."""

import os


def take_closed_numbers() -> None:
    """Take the numbers of streams that are closed, or a file of the site has them.

    What another program prints would go into that file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
