"""A random tree printed in Resiliparse's layout reads back as the same tree."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_tui.importers.page_dump import PageDumpImporter

WORDS = ("grass", "Lantern", "seldom", "umbrella", "tea", "whistling", "Öl", "猫", "north", "perhaps")
sentences = st.lists(st.sampled_from(WORDS), min_size=6, max_size=14).map(lambda words: " ".join(words) + ".")
texts = st.lists(sentences, min_size=1, max_size=3)


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[int | None, list[str]]]:
    """Return comments in pre-order: the parent's place, and paragraphs."""
    comments: list[tuple[int | None, list[str]]] = [(None, draw(texts))]
    path = [0]
    for place in range(1, draw(st.integers(1, 25))):
        keep = draw(st.integers(0, len(path)))
        path = path[:keep]
        comments.append((path[-1] if path else None, draw(texts)))
        path.append(place)
    return comments


def printed(comments: list[tuple[int | None, list[str]]]) -> str:
    """Print as Resiliparse does: two columns a level, further paragraphs two columns right of the marker."""
    depths: list[int] = []
    children: dict[int | None, int] = {}
    lines = [
        "A Title Above It All",
        "",
        "The body is one paragraph, long enough to be taken for prose by anybody " * 2,
    ]
    lines += ["", f"{len(comments)} comments"]
    for parent, paragraphs in comments:
        depth = 1 if parent is None else depths[parent] + 1
        depths.append(depth)
        children[parent] = children.get(parent, 0) + 1
        lines += ["", f"{'  ' * depth}{children[parent]}. {paragraphs[0]}"]
        for paragraph in paragraphs[1:]:
            lines += ["", "  " * (depth + 1) + paragraph]
    return "\n".join([*lines, "", "Comments are closed.", ""])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees())
def test_a_printed_tree_reads_back(tree: list[tuple[int | None, list[str]]], tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(printed(tree), encoding="utf-8")
    [thread] = PageDumpImporter().threads([path])
    found = [
        (None if comment.parent is None else int(comment.parent), comment.text.split("\n\n"))
        for comment in thread.comments
    ]
    assert found == tree
    assert thread.skipped == ()
