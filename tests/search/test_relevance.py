import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = tomllib.loads(Path(__file__).with_name("relevance.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{place}: {case['query']}" for place, case in enumerate(CASES)])
def test_relevance(searched: Any, case: dict[str, Any]) -> None:
    assert case.keys() <= {"query", "first", "has", "not", "none", "corrected", "exact", "article"}
    article = searched.article(case["article"]) if "article" in case else None
    answer = searched.archive.search(case["query"], exact=case.get("exact", False), article=article)
    names = [searched.name(hit) for hit in answer.hits]
    if "first" in case:
        assert names[:1] == [case["first"]]
    assert set(case.get("has", ())) <= set(names)
    assert not set(case.get("not", ())) & set(names)
    if case.get("none"):
        assert names == []
    if "corrected" in case:
        assert case["corrected"] in [str(correction) for correction in answer.corrections]
