"""Reports: one list of findings written for people and for machines.

To add a format: a module with one function from `Report` to text, and one line in
`formats.REPORTS`. Every format says the same; only text has colours, which the command
adds.
"""
