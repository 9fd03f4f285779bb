"""Export an agency's year to an Excel workbook, and import it again."""
