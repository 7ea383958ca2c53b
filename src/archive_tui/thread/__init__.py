"""The algebra of threads: pre-order trees as flat arrays. Pure: no I/O, no widgets, no recursion.

A thread is kept in pre-order, so a subtree is the interval ``[position, position + size)``.
"""
