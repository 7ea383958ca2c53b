"""The only SQL: one SQLite file, the library.

Everything here takes a connection of ``Library.read()`` or ``Library.write()``, in a module by subject, and
answers with the values of ``archive_tui.model``. Derived columns and tables (places in the tree, outlines,
counts) are written in the transaction that changes what they are derived from.
"""
