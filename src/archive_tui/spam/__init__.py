"""Spam: a text → its plain form → signals and words → a verdict with its reasons; what the reader says comes first.

The invariant: a verdict of the filter depends on texts and labels alone, never on the order in which they came; and
it is a flag, with sentences that say why, never a deletion.
"""
