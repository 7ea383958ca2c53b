"""Read, search, clean and curate archived discussions in a terminal."""

__version__ = "0.1.0"
