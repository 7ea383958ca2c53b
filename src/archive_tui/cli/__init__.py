"""The command line: parse, ask ``Archive``, print.

stdout carries the results and nothing else, stderr everything said to a person. Importing this room imports
neither Textual nor SQLite: what is slow to load is loaded by the command that needs it, so that ``--help``
answers at once.
"""
