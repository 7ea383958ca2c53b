"""From what a person types to comments, best first, with the conversation kept around each.

The way of a query: ``query`` parses it, ``plan`` says what must match, ``expansion`` adds what may have been meant,
``candidates`` lets the library find, ``rank`` orders, ``snippet`` shows why. ``indexer`` keeps the index up. All SQL is
in ``archive_tui.storage``.
"""
