"""Files that are dropped on the desk to be taken over: documents and workbooks.

What they would change is shown first. The application compares and writes; a file of
somebody else is opened by an `Importer` that is passed in, in a process of its own.
"""
