"""A preview: shows the site in the browser, and each saved change at once.

A change in one agency's files is checked and shown from memory (`live`): its pages are
made when they are asked for. The whole site is built after that in another process
(`rebuilding`), so that search, hub and everything else follow.
"""

from prongsai.preview.server import AT_ONCE, start_server
from prongsai.preview.state import Preview
from prongsai.preview.watching import watch

__all__ = ["AT_ONCE", "Preview", "start_server", "watch"]
