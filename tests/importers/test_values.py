"""Values that nobody promised anything about."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.importers import values

NOON = datetime(2024, 1, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        1705320000, 1705320000.7, "1705320000", "1705320000.0", 1705320000000, "2024-01-15T12:00:00Z",
        "2024-01-15 12:00:00", "2024-01-15T12:00:00.123456789Z", "2024-01-15T13:00:00+01:00",
        "2024-01-15T06:30:00-0530", "2024-01-15 12:00:00 UTC",
        "2024-01-15T12:00", " 2024-01-15T12:00:00+00 ",
    ],
)  # fmt: skip
def test_one_time_in_many_ways(written: object) -> None:
    assert values.moment(written) == NOON


@pytest.mark.parametrize(
    "written",
    [
        None,
        True,
        "",
        "x",
        "2024-13-01",
        "0000-00-00 00:00:00",
        float("nan"),
        float("inf"),
        10**40,
        "9" * 50,
        [],
        {},
    ],
)
def test_what_is_no_time(written: object) -> None:
    assert values.moment(written) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (3, 3),
        ("3", 3),
        (3.0, 3),
        ("-3", -3),
        ("3.9", 3),
        (True, None),
        ("", None),
        ("x", None),
        (None, None),
        ("1e999", None),
    ],
)
def test_numbers(written: object, number: int | None) -> None:
    assert values.whole(written) == number


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.integers())
    | st.dictionaries(st.text(), st.text())
)
def test_nothing_is_raised(value: object) -> None:
    values.moment(value)
    values.whole(value)
    values.line(value)
    values.identifier(value)
    values.yes(value)
    assert isinstance(values.text(value), str)


@pytest.mark.parametrize("value", [None, "", " ", "null", "None", "\\N", [], {}])
def test_what_names_nothing(value: object) -> None:
    assert values.identifier(value) is None
