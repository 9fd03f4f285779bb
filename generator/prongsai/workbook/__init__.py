"""Excel workbooks of an agency's year: out for those who know Excel, and back."""
