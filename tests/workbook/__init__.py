"""Tests of the workbook; a package, since names of tests repeat elsewhere."""
