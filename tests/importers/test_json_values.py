"""JSON as it is found in files: whole, in lines, in arrays, damaged."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.importers import chunks
from archive_tui.importers.json_text import decode
from archive_tui.importers.json_values import json_values, peek
from archive_tui.model import Skipped

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
)
RECORDS = st.dictionaries(st.text(max_size=4), VALUES, min_size=1, max_size=4)


def read(path: Path, content: str | bytes) -> tuple[list[Any], list[Skipped]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    skipped: list[Skipped] = []
    return list(json_values(path, skipped)), skipped


@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1}\n{"a": 2}\n',
        '{"a": 1}\r\n\r\n{"a": 2}',
        '[{"a": 1}, {"a": 2}]',
        '[\n  {"a": 1},\n  {"a": 2}\n]\n',
        '{"a": 1}{"a": 2}',
        '{"a":\n1}\n{"a":\n2}',
        '\ufeff{"a": 1}\n{"a": 2}',
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200\r\nserver: x\r\n\r\n[{"a": 1},{"a": 2}]',
        '[{"a": 1}]\n[{"a": 2}]',
        '{"a": 1}\n,{"a": 2},\n',
    ],
)
def test_all_shapes_are_the_same_values(tmp_path: Path, content: str) -> None:
    assert read(tmp_path / "x", content) == ([{"a": 1}, {"a": 2}], [])


@pytest.mark.parametrize(
    ("content", "values", "lines"),
    [
        ('{"a":1}\n{"a":2\n{"a":3}\n', [{"a": 1}, {"a": 2}, {"a": 3}], [2]),
        ('{"a":1}\ngarbage\n{"a":3}', [{"a": 1}, {"a": 3}], [2]),
        ('{"a":"open\n{"a":3}\n{"a":4}', [{}, {"a": 3}, {"a": 4}], [1]),
        ('{"a":"tab\there"} {"b":2}', [{"a": "tab\there"}, {"b": 2}], []),
        ('[{"a":1},\n{"a":2,"x"},\n{"a":3}]', [{"a": 1}, {"a": 2}, {"a": 3}], [2]),
        (
            '{"v":1,"c":[{"a":1},{"a" 2},\n{"b":"x","c":3}],\n "d":4}',
            [{"v": 1, "c": [{"a": 1}, {}, {"b": "x", "c": 3}], "d": 4}],
            [1],
        ),
        ('{"c":[{"a":1},{"a":2', [{"c": [{"a": 1}, {"a": 2}]}], [1]),
        ('{"a": "He said "no" to it", "b": 2}', [{"a": "He said ", "b": 2}], [1]),
        ('{"a":1,"b":Infinity}', [{"a": 1, "b": float("inf")}], []),
        ("\0\0\0", [], [1]),
        ("plain text", [], [1]),
        ("", [], []),
    ],
)
def test_damage_costs_one_value(tmp_path: Path, content: str, values: list[Any], lines: list[int]) -> None:
    found, skipped = read(tmp_path / "x", content)
    assert found == values
    assert [part.where for part in skipped] == [f"line {line} of x" for line in lines]


def test_damage_without_end_is_counted_after_a_while(tmp_path: Path) -> None:
    found, skipped = read(tmp_path / "x", '{"a":\n' * 500 + '{"a": 1}\n')
    assert len(skipped) <= 201
    assert len(found) <= 500


def test_values_longer_than_a_chunk_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK", 64)
    record = {"text": "ä" * 10_000, "list": list(range(1000))}
    content = json.dumps(record, ensure_ascii=False) + "\n" + json.dumps(record) + "\n"
    assert read(tmp_path / "x", content) == ([record, record], [])


@given(st.lists(RECORDS, max_size=5), st.sampled_from([None, 1]), st.booleans())
def test_whatever_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], indent: int | None, array: bool
) -> None:
    written = [json.dumps(record, indent=indent) for record in records]
    content = f"[{','.join(written)}]" if array else "\n".join(written)
    assert read(tmp_path_factory.mktemp("json") / "x", content) == (records, [])


@given(RECORDS)
def test_the_iterative_decoder_agrees_with_the_standard_one(record: dict[str, Any]) -> None:
    found = decode(json.dumps(record))
    assert found is not None
    assert (found.value, found.damages) == (record, 0)


@given(RECORDS, st.data())
def test_the_iterative_decoder_never_raises(record: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(record)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 5))
    damaged = text[:start] + data.draw(st.text('{}[]",:\\ a1', max_size=3)) + text[start + length :]
    found = decode(damaged)
    assert found is None or isinstance(found.value, dict | list)


def test_nesting_costs_no_stack(tmp_path: Path) -> None:
    depth = 100_000
    [value], skipped = read(tmp_path / "x", '{"a":[' * depth + "]}" * depth)
    assert not skipped
    for _ in range(depth - 1):
        [value] = value["a"]
    assert value == {"a": []}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"a": [1, {"b": "x", "c": "tru', {"a": [1, {"b": "x"}]}),
        (b'{"a": 1} {"b": 2}', {"a": 1}),
        (b"  [1]", [1]),
        (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n[]", []),
        (b"\xff\xfe{\0}\0", {}),
        (b"text", None),
        (b"", None),
        (b"\x00\x01\x02\x03\x04\x05{}", None),
        (b"[not json]", []),
    ],
)
def test_a_head_shows_its_first_value(head: bytes, expected: object) -> None:
    assert peek(head) == expected
