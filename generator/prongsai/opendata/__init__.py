"""Open data: every table of an agency's year as CSV and JSON, described for programs.

Only what the site shows in public is here: no owner, due day, confirmation, assessor's
comment, and no name of whoever signed.
"""
