"""The desk as a static website that runs in a browser tab, with nothing installed.

`bundle` writes it: an interpreter for WebAssembly, the program with its libraries as
one archive of compiled modules, and the page that starts them. `lock.json` says which
versions, by their hashes; `renew` makes it anew. docs/development/tab.md describes it.
"""
