"""The papers that an agency signs or hangs up: PDF made by typst from the content.

`kinds.py` is the registry, one line a kind. What a paper says is gathered in Python as
plain values; how it looks is in the `.typ` files.
"""
