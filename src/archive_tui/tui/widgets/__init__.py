"""Widgets: they draw and report what happened, and know no library."""
