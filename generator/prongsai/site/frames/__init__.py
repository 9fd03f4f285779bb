"""Frames: what MkDocs and the theme put around the body of a page.

MkDocs builds one blank page for each kind of page; it is cut where the page's own
words are, and every page of that kind is made by filling in the gaps. MkDocs also
builds some of the real pages: one that differs from the filled frame is proof against
all frames, and then MkDocs builds the whole site.
"""
