"""Pages for a vendor's CMS: one self-contained piece of HTML each, to paste there.

Made from the pages of the built site, so that both always say the same.
"""
