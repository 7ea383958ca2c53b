"""What sites print around articles and comments, whatever the format they come in: names, dates, buttons, headings."""

LONGEST_TRIED = 400
"""Characters of a line beyond which it is prose, whatever it contains."""
