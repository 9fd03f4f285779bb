"""Measures, results, scores, analysis, survey and official papers as tables and forms.

What a page has comes from the sheets of the workbook: their columns, the words of
their headers, their choices. What is typed is read as a workbook that came back, so
that a day, a status or the name of a unit is understood here as it is there, and what
others wrote meanwhile is merged field by field.
"""
