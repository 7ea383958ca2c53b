"""Records of more than memory holds, brought together."""

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.importers import grouping as module
from archive_tui.importers.grouping import Grouping

RECORDS = st.lists(st.tuples(st.text("abc", min_size=1, max_size=2), st.text(max_size=5)), max_size=60)


@given(RECORDS, st.integers(1, 4000))
def test_groups_are_what_a_dictionary_would_hold(records: list[tuple[str, str]], memory: int) -> None:
    expected = defaultdict(list)
    with Grouping(memory) as grouping:
        for place, (key, text) in enumerate(records):
            grouping.add(key, [place, text])
            expected[key].append([place, text])
        assert list(grouping.groups()) == sorted(expected.items())


def test_many_files_are_merged_before_they_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module, "_MOST_FILES", 5)
    with Grouping(memory=1) as grouping:
        for number in range(100):
            grouping.add(f"{number % 7}", {"number": number})
            assert len(list(tmp_path.glob("*/*"))) <= 5
        groups = dict(grouping.groups())
    assert groups["3"] == [{"number": number} for number in range(3, 100, 7)]


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Grouping(memory=1) as grouping:
        grouping.add("a", {})
        grouping.add("b", {})
        assert list(tmp_path.iterdir())
        next(grouping.groups())
    assert not list(tmp_path.iterdir())


def test_a_surrogate_survives() -> None:
    with Grouping(memory=1) as grouping:
        grouping.add("\ud800", {"text": "\udfff"})
        assert list(grouping.groups()) == [("\ud800", [{"text": "\udfff"}])]
