"""From what a reader picked to a selection that can be passed on."""
