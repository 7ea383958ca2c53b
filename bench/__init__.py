"""Figures: how fast, how exact, how large. Nothing here is shipped."""
