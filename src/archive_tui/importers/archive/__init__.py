"""What archive-tui exported, read again: JSON and JSON lines, and lines of comments that others wrote by hand.

Nothing that the exporters write is lost on the way back, keys and what the reader attached included. What a document
left out is not missing: an excerpt adds to a library and takes nothing away.
"""
