"""What is new or changed is named once it is left alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

from archive_tui.intake.watching import Watch


def test_a_file_is_named_once_for_every_state_it_rests_in(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    watch = Watch([tmp_path], tmp_path / "library.db", settled=0.05)
    assert watch.ready() == []
    new = tmp_path / "deep" / "new"
    new.parent.mkdir()
    new.write_text("a", encoding="utf-8")
    assert watch.ready() == []
    time.sleep(0.06)
    new.write_text("ab", encoding="utf-8")  # still being written
    assert watch.ready() == []
    time.sleep(0.06)
    assert watch.ready() == [new]
    assert watch.ready() == []
    os.utime(tmp_path / "old", (1, 1))
    new.unlink()
    watch.ready()
    time.sleep(0.06)
    assert watch.ready() == [tmp_path / "old"]
    new.write_text("ab", encoding="utf-8")
    watch.ready()
    time.sleep(0.06)
    assert watch.ready() == [new]
    assert watch.interval >= 1


def test_what_is_not_there_may_come(tmp_path: Path) -> None:
    path = tmp_path / "later.txt"
    watch = Watch([path], Path("library.db"), settled=0.0)
    assert watch.ready() == []
    path.write_text("here", encoding="utf-8")
    assert watch.ready() == [path]
