"""Find what a comment quotes: dumps of pages lose the marks of quotations, the words remain.

A paragraph, a passage in quotation marks, or whole sentences of a paragraph are a quotation if they repeat,
nearly word for word, an ancestor, the article, or an earlier comment; the nearest ancestor wins, and comments
that are no ancestors come last. Lines marked with ``>`` are quotations in any case. What is short and made of
common words is a coincidence; what is most of a comment and repeats no ancestor is a copy; the same line at
the head or the foot of both comments is a title or a signature.

The invariant: a quotation's source comes before it, and what others say later changes nothing. Whoever makes it find
others in the same texts raises ``archive_tui.quoting.EDITION``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

from archive_tui.text.overlap import CHUNK, Overlap
from archive_tui.text.paragraphs import Sentence, passages, sentences
from archive_tui.text.phrases import (
    SHINGLE,
    PhraseIndex,
    Words,
    repeated_shingles,
    shingles,
    words_of,
)
from archive_tui.text.searched import SearchedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in a comment."""

    position: int
    """Of the quoting comment."""
    paragraph: int
    """Index among the ``paragraphs`` of its text."""
    start: int
    """Character range in its text, quotation marks included."""
    end: int
    source: Literal["comment", "article"] | None
    """None where the source of a marked quotation is unknown."""
    source_position: int | None
    """Position of the quoted comment; None for the article."""


def find_quotes(
    texts: Sequence[str], parents: Sequence[int], *, title: str = "", dek: str = "", body: str = ""
) -> list[Quote]:
    """Return the quotations of a thread, by position and start.

    Args:
        texts: cleaned texts of the comments in pre-order.
        parents: position of each comment's parent, -1 for a root.
        title: the article's title, which may be repeated without being quoted.
        dek: the article's standfirst.
        body: the article's text.

    Costs O(characters of all texts), whatever the shape of the thread.
    """
    return QuoteFinder(texts, parents, title=title, article=f"{dek}\n\n{body}").quotes()


@dataclass(frozen=True, slots=True)
class _Need:
    """What a repetition must have at least to be no coincidence."""

    words: int
    evidence: int
    """One a word, and what its different words weigh."""


_NEEDS = {
    # (set apart from the rest of its paragraph?, from an ancestor or the article?)
    (True, True): _Need(5, 16),
    (False, True): _Need(8, 28),
    (True, False): _Need(8, 38),
    (False, False): _Need(12, 52),
}
_ALONE_IN_MARKS = _Need(5, 10)
"""For a line in quotation marks with nothing else on it, from an ancestor: it says itself that it is quoted."""

_MARKED_NEED = {True: _Need(2, 5), False: _Need(6, 18)}

_COVERED = 0.7
"""Least share of a quotation's words that stand in the source in runs of at least a shingle."""

_MARKED_COVERED = 0.5

_EDGE_COVERED = 0.5
"""The same for the first and the last sentence of a paragraph that is quoted as a whole."""

_ALIKE = 88.0
"""Least similarity of a quotation and its place in the source, by characters, by rapidfuzz: 0 to 100."""

_MOST_ANCESTORS = 6
"""Ancestors, the article among them, that are compared with one paragraph."""

_MOST_OTHERS = 2
"""Other comments that are compared with one paragraph."""

_SHORT = 6
"""A marked paragraph of fewer words is looked for in the parent, word by word."""

_SEARCHED = 3000
"""Words of the parent that are searched so."""

_LONGEST_FURNITURE = 60
"""Words of the longest title or signature."""

_FRAME = 600
"""Characters at the ends of a text in which its title and its signature are looked for."""

_LINK = re.compile(r"\S+://\S+")

_SENTENCE_ENDS = ".!?…。！？:;,\"'”’»)]」』"

_ALONE = 0.9
"""Share of a comment from which on a repetition is all that it says."""

_COPIED = 0.6
"""Share of a comment from which on what it repeats of no ancestor is a copy."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A repetition, in characters and words of the comment."""

    paragraph: int
    start: int
    end: int
    first: int
    last: int
    source: int | None
    """Text number: 0 is the article."""
    marked: bool


class QuoteFinder:
    """The search through one thread: the article is text 0, the comment at position p is text p + 1."""

    def __init__(
        self,
        texts: Sequence[str],
        parents: Sequence[int],
        *,
        title: str,
        article: str,
        check: Callable[[], object] = lambda: None,
    ) -> None:
        """Read all texts; ``check`` is called before each, here and in the search, and may end both by raising."""
        self._texts = texts
        self._check = check
        self._words = Words(self._checked([article, *texts, title]))
        self._parents = [0, *(parent + 1 for parent in parents)]
        self._last = _last_of_subtree(parents)
        self._index = PhraseIndex(self._last, repeated_shingles(self._words))
        self._title = self._words.joined(self._words.of(len(texts) + 1))
        self._compared = 0

    @property
    def work(self) -> int:
        """Occurrences and words looked at so far."""
        return self._index.work + self._compared

    def quotes(self) -> list[Quote]:
        """Return the quotations by position and start."""
        quotes: list[Quote] = []
        self._index.add(0, shingles(self._words.of(0)))
        for position, text in enumerate(self._checked(self._texts)):
            number = position + 1
            numbers = self._words.of(number)
            hashes = shingles(numbers)
            if ">" in text or self._index.knows_any(hashes):
                reading = SearchedText(text, numbers, hashes)
                found = self._without_copies(number, reading, self._search(number, reading))
                quotes.extend(_as_quote(position, each) for each in found)
            self._index.add(number, hashes)
        return quotes

    def _checked(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            self._check()
            yield text

    def _search(self, number: int, reading: SearchedText) -> list[_Found]:
        found: list[_Found] = []
        for index, paragraph in enumerate(reading.paragraphs):
            first, last = reading.words_in(paragraph.start, paragraph.end)
            sources = self._sources(number, reading, first, last)
            if paragraph.level:
                found.append(self._marked(number, reading, index, sources))
            else:
                found.extend(self._repeated(reading, index, self._not_furniture(reading, index, sources)))
        return found

    def _sources(self, number: int, reading: SearchedText, first: int, last: int) -> list[Overlap]:
        """Return where the words may come from: the nearest ancestor first, the article after all of them."""
        matches: dict[int, list[tuple[int, int]]] = {}
        for place in range(first, last - SHINGLE + 1):
            for text, there in self._index.find(number, reading.hashes[place]):
                matches.setdefault(text, []).append((place, there))
        ancestors = [text for text in matches if self._last[text] >= number]
        others = [text for text in matches if self._last[text] < number]
        ancestors = sorted(ancestors, key=lambda text: (-len(matches[text]), -text))[:_MOST_ANCESTORS]
        others = sorted(others, key=lambda text: (-len(matches[text]), text))[:_MOST_OTHERS]
        self._compared += (last - first) * (len(ancestors) + len(others))
        return [
            Overlap(text, matches[text], first, last, ancestor=self._last[text] >= number)
            for text in (*sorted(ancestors, reverse=True), *others)
        ]

    def _marked(self, number: int, reading: SearchedText, index: int, sources: Sequence[Overlap]) -> _Found:
        """Return a paragraph behind ``>``, with its source if that can be told."""
        paragraph = reading.paragraphs[index]
        first, last = reading.words_in(paragraph.start, paragraph.end)
        source = next(
            (
                source.text
                for source in sources
                if source.share(first, last) >= _MARKED_COVERED
                and self._is_enough(reading.numbers[first:last], _MARKED_NEED[source.ancestor])
            ),
            None,
        )
        if source is None and first < last < first + _SHORT:
            parent = self._parents[number]
            said = self._words.part(parent, 0, _SEARCHED)
            self._compared += len(said)
            if _contains(said, reading.numbers[first:last]):
                source = parent
        return _Found(index, paragraph.start, paragraph.end, first, last, source, marked=True)

    def _repeated(self, reading: SearchedText, index: int, sources: Sequence[Overlap]) -> list[_Found]:
        """Return what is repeated of a paragraph: the whole, or passages and sentences of it."""
        paragraph = reading.paragraphs[index]
        first, last = reading.words_in(paragraph.start, paragraph.end)
        for source in sources:
            if self._holds(reading, source, first, last, apart=True) and self._fills(reading, index, source):
                return [_Found(index, paragraph.start, paragraph.end, first, last, source.text, marked=False)]
        found: list[_Found] = []
        for start, end in passages(reading.text, paragraph.start, paragraph.end):
            first, last = reading.words_in(start, end)
            need = _ALONE_IN_MARKS if reading.is_line(start, end) else None
            for source in sources:
                if self._holds(
                    reading, source, first, last, apart=True, need=need if source.ancestor else None
                ):
                    found.append(_Found(index, start, end, first, last, source.text, marked=False))
                    break
        for source in sources:
            for each in self._runs(reading, index, source):
                if all(each.end <= other.start or other.end <= each.start for other in found):
                    found.append(each)
        return sorted(found, key=lambda each: each.start)

    @staticmethod
    def _fills(reading: SearchedText, index: int, source: Overlap) -> bool:
        """Say whether the quotation goes from the first sentence of a paragraph to its last."""
        paragraph = reading.paragraphs[index]
        ranges = (
            reading.words_in(each.start, each.end)
            for each in sentences(reading.text, paragraph.start, paragraph.end)
        )
        spoken = [(first, last) for first, last in ranges if first < last]
        return all(source.share(first, last) >= _EDGE_COVERED for first, last in (spoken[0], spoken[-1]))

    def _runs(self, reading: SearchedText, index: int, source: Overlap) -> Iterable[_Found]:
        """Yield the runs of sentences of a paragraph that stand in the source."""
        paragraph = reading.paragraphs[index]
        run: list[Sentence] = []
        for sentence in (*sentences(reading.text, paragraph.start, paragraph.end), None):
            if sentence:
                first, last = reading.words_in(sentence.start, sentence.end)
                if first == last and run:
                    continue
                if source.share(first, last) >= _COVERED and self._is_alike(reading, source, first, last):
                    run.append(sentence)
                    continue
            if run:
                start, end = run[0].start, run[-1].end
                first, last = reading.words_in(start, end)
                if self._holds(reading, source, first, last, apart=run[0].begins_line and run[-1].ends_line):
                    yield _Found(index, start, end, first, last, source.text, marked=False)
                run = []

    def _holds(
        self,
        reading: SearchedText,
        source: Overlap,
        first: int,
        last: int,
        *,
        apart: bool,
        need: _Need | None = None,
    ) -> bool:
        """Say whether the words are a repetition of the source and no coincidence."""
        # whoever quotes has something to say about it: two short comments that are equal think alike
        alone = last - first >= _ALONE * len(reading.numbers)
        return (
            self._is_enough(reading.numbers[first:last], need or _NEEDS[apart, source.ancestor and not alone])
            and source.share(first, last) >= _COVERED
            and self._is_alike(reading, source, first, last)
        )

    def _is_enough(self, numbers: Sequence[int], need: _Need) -> bool:
        if len(numbers) < need.words:
            return False
        self._compared += len(numbers)
        weight = sum(self._words.weights[number] for number in set(numbers))
        return len(numbers) + weight >= need.evidence

    def _is_alike(self, reading: SearchedText, source: Overlap, first: int, last: int) -> bool:
        """Compare the words with those in their place in the source, piece by piece."""
        pieces = list(source.pieces(first, last))
        if len(pieces) > 2 + (last - first) // 6 + (last - first) // CHUNK:
            return False  # a salad of the source's words
        total = alike = 0.0
        for begin, end, shift in pieces:
            here = self._words.joined(reading.numbers[begin:end])
            there = self._words.joined(self._words.part(source.text, begin + shift, end + shift))
            self._compared += end - begin
            total += len(here)
            alike += len(here) * fuzz.ratio(here, there)
        return total > 0 and alike / total >= _ALIKE

    def _not_furniture(self, reading: SearchedText, index: int, sources: Sequence[Overlap]) -> list[Overlap]:
        """Return the sources in which the paragraph is more than a link, a title or a signature."""
        paragraph = reading.paragraphs[index]
        first, last = reading.words_in(paragraph.start, paragraph.end)
        if not sources or last - first > _LONGEST_FURNITURE:
            return list(sources)
        here = self._words.joined(reading.numbers[first:last])
        if _LINK.fullmatch(reading.text, paragraph.start, paragraph.end):
            return []
        if self._title and fuzz.ratio(here, self._title) >= _ALIKE:
            return []
        return [
            source
            for source in sources
            if not source.text or not self._is_frame(reading, index, here, source)
        ]

    def _is_frame(self, reading: SearchedText, index: int, here: str, source: Overlap) -> bool:
        """Say whether the paragraph is the heading of both texts, or the signature of both."""
        text = self._texts[source.text - 1]
        paragraph = reading.paragraphs[index]
        if (
            index == 0
            and len(reading.paragraphs) > 1
            and reading.text[paragraph.end - 1] not in _SENTENCE_ENDS
        ):
            return here == " ".join(words_of(text[:_FRAME].lstrip().partition("\n")[0]))
        if 0 < index == len(reading.paragraphs) - 1:
            introduced = reading.text[reading.paragraphs[index - 1].end - 1] == ":"
            head, _, foot = text[-_FRAME:].rstrip().rpartition("\n\n")
            return bool(head) and not introduced and here == " ".join(words_of(foot))
        return False

    def _without_copies(self, number: int, reading: SearchedText, found: list[_Found]) -> list[_Found]:
        """Drop what repeats other comments than ancestors, if that is most of the comment."""
        copied = [
            each for each in found if not each.marked and each.source and self._last[each.source] < number
        ]
        if sum(each.last - each.first for each in copied) < _COPIED * len(reading.numbers):
            return found
        return [each for each in found if each not in copied]


def _last_of_subtree(parents: Sequence[int]) -> list[int]:
    """Return the last text of each text's subtree."""
    last = list(range(len(parents) + 1))
    for text in range(len(parents), 0, -1):
        above = parents[text - 1] + 1
        last[above] = max(last[above], last[text])
    last[0] = len(parents)
    return last


def _contains(said: Sequence[int], numbers: Sequence[int]) -> bool:
    """Say whether the words stand in a row in others."""
    length = len(numbers)
    return any(said[place : place + length] == numbers for place in range(len(said) - length + 1))


def _as_quote(position: int, found: _Found) -> Quote:
    source: Literal["comment", "article"] | None = None
    if found.source is not None:
        source = "comment" if found.source else "article"
    source_position = found.source - 1 if found.source else None
    return Quote(position, found.paragraph, found.start, found.end, source, source_position)
