"""A library of so many comments, stored as an import stores them, in articles of some sixty."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread
from archive_tui.storage import imports, threads
from archive_tui.storage.imports import Fingerprint
from archive_tui.storage.library import Library
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ARTICLES_IN_A_TRANSACTION = 50


def build(path: Path, texts: Iterable[str], seed: int = 5) -> float:
    """Store the texts as comments; return the seconds that took, making the texts included."""
    started = time.perf_counter()
    library = Library(path)
    with library.write() as connection:
        fingerprint = Fingerprint("bench", "bench", "1", "0", 0)
        import_id = imports.begin(connection, fingerprint, 0)
    batch: list[tuple[ImportedArticle, list[ImportedComment]]] = []

    def store() -> None:
        with library.write() as connection:
            for article, comments in batch:
                threads.store(
                    connection, None, ImportedThread(article, tuple(comments)), grow(comments), import_id
                )
        batch.clear()

    for thread in _threads(iter(texts), random.Random(seed)):
        batch.append(thread)
        if len(batch) == ARTICLES_IN_A_TRANSACTION:
            store()
    store()
    library.close()
    return time.perf_counter() - started


def _threads(
    texts: Iterator[str], dice: random.Random
) -> Iterator[tuple[ImportedArticle, list[ImportedComment]]]:
    moment = datetime(2004, 11, 9, tzinfo=UTC)
    number = 0
    while True:
        comments: list[ImportedComment] = []
        for place in range(int(dice.expovariate(1 / 60)) + 1):
            text = next(texts, None)
            if text is None:
                break
            moment += timedelta(seconds=dice.randint(0, 600))
            parent = (
                None
                if place == 0 or dice.random() < 0.3
                else str(place - 1 - int(dice.random() ** 2 * place))
            )
            comments.append(
                ImportedComment(
                    str(place), parent, str(place), f"name{int(dice.random() ** 2 * 20_000)}", moment,
                    int(dice.expovariate(1 / 3)), text,
                )
            )  # fmt: skip
        if not comments:
            return
        number += 1
        title = " ".join(comments[0].text.split()[:8])
        yield ImportedArticle(f"bench:{number}", title, author=comments[0].author, published=moment), comments
