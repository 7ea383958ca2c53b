from __future__ import annotations

import pytest

from archive_tui.cli.cells import cells
from archive_tui.cli.progress import clock, frame, size
from archive_tui.model import Progress


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (12_345, "12 kB"),
        (999_999, "1.0 MB"),
    ],
)
def test_sizes_read_well(count: float, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (61, "1:01"), (3_723, "1:02:03")])
def test_durations_read_well(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_a_frame_tells_share_rate_and_time_left() -> None:
    progress = Progress(source="page.txt", done=5_000_000, total=20_000_000, articles=3, comments=1_234)
    assert frame(progress, 2.0, 100) == (
        "[#####---------------]  25%  2.5 MB/s, 0:06 left  1,234 comments  page.txt"
    )


def test_a_frame_fits_the_terminal_and_survives_nothing_to_do() -> None:
    progress = Progress(source="漢字" * 40, done=0, total=0, articles=0, comments=0)
    assert cells(frame(progress, 0.0, 40)) <= 40
    assert frame(progress, 0.0, 40).startswith("[--------------------]   0%")
