"""What somebody with the desk or a workbook never sees: words of files, commands."""

import re

OF_THE_FILE = re.compile(
    r"\.ya?ml|YAML|prongsai |pip install|--[a-z]|(?<![{.])\b[a-z_]+:(?![/0-9])|[\[\]]"
    r"|\b25\d\d-\d\d-\d\d\b"
    r"|\b(?:evidence|components?|contacts|assessor|visibility|id|done|ongoing|not-started"
    r"|internal|true|false|urgent|develop|keep)\b"
)
NAMES = re.compile(r"\{[a-z_]+\}")


def of_the_file(text: str) -> str:
    """Return the first word of a file in a text, empty where there is none."""
    found = OF_THE_FILE.search(NAMES.sub("", text.replace("{{", "[")))
    return found[0] if found else ""
