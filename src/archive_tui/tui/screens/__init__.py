"""Screens, one job each; every key comes from the table in ``archive_tui.tui.commands``."""
