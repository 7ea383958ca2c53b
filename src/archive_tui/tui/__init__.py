"""The terminal UI: the only room that imports Textual. Screens route messages, widgets draw, Archive decides."""
