"""What stands before the comments: kicker, title, dek, body, and the notes that are none of these.

Invariant: every paragraph before the comments ends up in exactly one of title, section, dek, byline, body,
notes or the page's furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.bylines import strip_marks
from archive_tui.importers.page_dump.dates import find_date
from archive_tui.importers.page_dump.furniture import (
    declared,
    is_button,
    is_ending,
    is_heading,
    is_other_list,
    titled,
)
from archive_tui.importers.page_dump.outline import flatten
from archive_tui.model import PageNote

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.importers.page_dump.page import Page

_NEXT = re.compile(r"^(?:NEXT|NÄCHSTER ARTIKEL|SUIVANT|SIGUIENTE)\s*:\s", re.IGNORECASE)
_EDITOR = re.compile(
    r"^(?:editor['’]?s?['’]? note|anmerkung der redaktion|note de la rédaction|nota del editor)\b",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"""\b(?:comment\ policy | commenting\ policy | we\ (?:invite|welcome)\ (?:your\ )?comments | house\ rules
    | netiquette | kommentarregeln)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WRITTEN_BY = re.compile(r"^(?:by|von|par|por|di|door)\s+(?P<name>\S.{1,80})$", re.IGNORECASE)
_POSTED = re.compile(
    r"""^(?:posted | published | updated | last\ updated | filed | veröffentlicht | geschrieben | publié
    | publicado | pubblicato | geplaatst)\b.{0,160}$""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    r"""^(?:tagged | tags?: | filed\ under | categor(?:y|ies): | posted\ in | topics?: | kategorien?:
    | schlagwörter: | schlagworte: | dieser\ (?:eintrag|beitrag)\ wurde | this\ entry\ was
    | share\ this
    | share: | spread\ the | teilen\ mit | related\ articles? | ähnliche\ beiträge | source:
    | post\ navigation
    | beitrags-?navigation | like\ this | gefällt\ mir | bookmark | print | previous
    | next | vorheriger
    | nächster | ← | → | « | »
    ).{0,400}$""",
    re.IGNORECASE | re.VERBOSE,
)
_SKIP = re.compile(
    r"^(?:skip to|zum inhalt|aller au contenu|saltar al|ir al contenido|home\s*[>»]|menu\b|menü\b).{0,200}$",
    re.IGNORECASE,
)
_LINKS = re.compile(r"^(?:Link: |#.{0,400}\balternate\b)", re.DOTALL)
"""What elinks and lynx print of a page's <link> elements, above everything else."""
_INNER_END = re.compile(r"[.!?…][\"”’»)]*\s")
_SENTENCE = re.compile(r"[.!?…][\"”’»)]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph before the comments."""

    text: str
    blanks: int
    listed: bool
    """Whether it stands in a list."""
    place: int


@dataclass(slots=True)
class Head:
    """The article as far as the page shows it."""

    title: str = ""
    section: str | None = None
    dek: str | None = None
    author: str | None = None
    published: datetime | None = None
    body: list[str] = field(default_factory=list)
    notes: list[PageNote] = field(default_factory=list)


def read_head(page: Page, stop: int | None, heading: int | None) -> Head:
    """Read everything before the line ``stop``.

    ``heading`` is the line of the comments' heading, if there is one.
    """
    head = Head()
    parts = _parts(page, stop if heading is None else heading)
    title = None
    if heading is not None:
        text = page.lines[heading].text
        title = titled(text)
        head.notes.append(PageNote("heading", text))
    parts = _pull_notes(parts, head)
    body = _read_title(parts, title, head)
    head.body = [part.text for part in _without_tail(body)]
    return head


def _parts(page: Page, stop: int | None) -> list[Part]:
    parts: list[Part] = []
    for owner, paragraph in flatten(page.outline, stop):
        lines = [strip_marks(line) for line in page.logical(paragraph)]
        text = "\n".join(lines).strip()
        if not text or is_button(text) or (not parts and _LINKS.match(text)) or (declared(text) is not None):
            continue
        listed = owner is not page.outline
        if listed and owner.blocks[0] is paragraph:
            label = f"{owner.number}." if owner.number is not None else "•"
            text = f"{label} {text}"
        parts.append(Part(text, paragraph.blanks, listed, paragraph.lines[0].place))
    return parts


def _pull_notes(parts: list[Part], head: Head) -> list[Part]:
    """Take the notes out: what leads to another page, what the editor says, how to comment."""
    rest: list[Part] = []
    for part in parts:
        if _NEXT.match(part.text):
            head.notes.append(PageNote("next", part.text))
        elif _EDITOR.match(part.text):
            head.notes.append(PageNote("editor", part.text))
        elif len(part.text) <= 1000 and _POLICY.search(part.text):
            head.notes.append(PageNote("policy", part.text))
        else:
            rest.append(part)
    order = {"heading": 1}
    head.notes.sort(key=lambda note: order.get(note.kind, 0))
    return rest


def _read_title(parts: list[Part], title: str | None, head: Head) -> list[Part]:
    """Fill title, section, dek and byline; return the parts of the body."""
    start = _titled_part(parts, title)
    if start is not None:
        head.title = parts[start].text
        if start and parts[start - 1].place == 0 and _is_kicker(parts[start - 1], parts[start]):
            head.section = parts[start - 1].text
        rest = _after_title(parts[start + 1 :], head)
        return _dek_first(rest, head)
    if title is not None and not any(len(part.text) <= 200 and not part.listed for part in parts[:1]):
        head.title = title
        return _after_title(parts, head)
    return _guess_title(parts, head)


def _titled_part(parts: list[Part], title: str | None) -> int | None:
    """Return the last part that is the quoted title."""
    if title is None:
        return None
    wanted = _folded(title)
    for index in range(len(parts) - 1, -1, -1):
        text = parts[index].text
        if len(text) <= 2 * len(title) + 20 and _folded(text) == wanted:
            return index
    return None


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _guess_title(parts: list[Part], head: Head) -> list[Part]:
    """Find the title without help: the heading lines right before the first prose."""
    start = _main_start(parts)
    lead, rest = _set_off(parts[start:], head) or _lead(parts[start:], head)
    texts = [part.text for part in lead]
    if len(lead) >= 2 and _is_kicker(lead[0], lead[1]) and (len(lead) > 2 or not _SENTENCE.search(texts[1])):
        head.section = texts.pop(0)
    if texts:
        head.title = texts.pop(0)
    if texts:
        head.dek = texts.pop(0)
    extra = lead[len(lead) - len(texts) :] if texts else []
    return extra + rest


def _set_off(parts: list[Part], head: Head) -> tuple[list[Part], list[Part]] | None:
    """Return the few lines that two blank ones set off from the body, and the body; None if none are."""
    for index, part in enumerate(parts[:6]):
        if part.listed:
            return None
        if index and part.blanks >= 2 and _is_prose(part):
            lead = [each for each in parts[:index] if not _SKIP.match(each.text)]
            lead = [each for each in lead if not _is_byline(each, head)]
            return (lead, parts[index:]) if 1 <= len(lead) <= 3 else None
        if len(part.text) > 400:
            return None
    return None


def _lead(parts: list[Part], head: Head) -> tuple[list[Part], list[Part]]:
    """Return the lines before the first prose, with a standfirst if there is one, and the rest."""
    lead: list[Part] = []
    for index, part in enumerate(parts):
        if part.listed or len(lead) == 6 or (lead and _is_prose(part) and not _is_dek(lead, parts, index)):
            return lead, parts[index:]
        if not _is_byline(part, head) and not _SKIP.match(part.text):
            lead.append(part)
    return lead, []


def _main_start(parts: list[Part]) -> int:
    """Return where the article begins: after the menus, if the dump begins with menus."""
    menus = 0
    for index, part in enumerate(parts):
        if _is_prose(part) and not part.listed:
            if not menus:
                return 0
            start = index
            while (
                start
                and not parts[start - 1].listed
                and index - start < 4
                and len(parts[start - 1].text) <= 200
            ):
                start -= 1
            return start
        menus += part.listed or bool(_SKIP.match(part.text))
    return 0


def _is_prose(part: Part) -> bool:
    return len(part.text) > 200 or (len(part.text) > 90 and bool(_SENTENCE.search(part.text)))


def _is_dek(lead: list[Part], parts: list[Part], index: int) -> bool:
    """Say whether a sentence after the title is a standfirst: a single short one, and a long paragraph follows."""
    if index + 1 >= len(parts) or len(lead) > 2 or _is_prose(lead[-1]) or "\n" in parts[index].text:
        return False
    text = parts[index].text
    return len(text) <= 200 and not _INNER_END.search(text) and len(parts[index + 1].text) > 200


def _is_kicker(first: Part, second: Part) -> bool:
    short = len(first.text) <= 40 and len(first.text.split()) <= 4 and not _SENTENCE.search(first.text)
    return short and len(second.text) > len(first.text) * 1.5 and not _is_prose_sentence(second)


def _is_prose_sentence(part: Part) -> bool:
    return len(part.text) > 200


def _is_byline(part: Part, head: Head) -> bool:
    """Take author and date of the article from a line of nothing else."""
    text = part.text
    if len(text) > 200 or "\n" in text:
        return False
    dated = find_date(text)
    written = _WRITTEN_BY.match(text[: dated.start].strip(" ,|•·–-") if dated and dated.start > 2 else text)
    named = written and not re.search(r"\d|\bcomments?\b", written.group("name"))
    if written and named and len(written.group("name").split()) <= 6 and not _SENTENCE.search(text):
        head.author = head.author or written.group("name").strip(" ,")
        head.published = head.published or (dated.when if dated else None)
        return True
    if dated and (len(text) - (dated.end - dated.start) <= 12 or _POSTED.match(text)):
        head.published = head.published or dated.when
        return True
    return bool(_POSTED.match(text)) and len(text) <= 80


def _after_title(parts: list[Part], head: Head) -> list[Part]:
    """Skip the bylines that follow a title, wherever among the first few parts they stand."""
    return [part for index, part in enumerate(parts) if index > 4 or not _is_byline(part, head)]


def _dek_first(parts: list[Part], head: Head) -> list[Part]:
    """Take the first part for the dek if it is short and the body is set off from it."""
    if len(parts) >= 2 and not parts[0].listed and len(parts[0].text) <= 400:
        lonely = not _is_prose(parts[0]) and _is_prose(parts[1]) and len(parts[0].text) >= 30
        if lonely or (parts[1].blanks >= 2 and parts[0].blanks < 2):
            head.dek = parts[0].text
            return parts[1:]
    return parts


def _without_tail(parts: list[Part]) -> list[Part]:
    """Cut what a site prints below its articles: tags, sharing, the way to the next article."""
    stop = len(parts)
    prose = max(
        (index for index, part in enumerate(parts) if _is_prose(part) and not _TAIL.match(part.text)),
        default=-1,
    )
    for index in range(prose + 1, len(parts)):
        if _TAIL.match(parts[index].text) or is_other_list(parts[index].text):
            stop = index
            break
    return [part for part in parts[:stop] if not is_other_list(part.text) and not is_ending(part.text)]


def footer_notes(page: Page, place: int) -> list[PageNote]:
    """Return the lines after the comments that speak of comments, until the page's own matter begins."""
    notes: list[PageNote] = []
    quiet = 0
    for line in page.lines[place + 1 :]:
        if not line.text:
            continue
        if is_ending(line.text):
            notes.append(PageNote("footer", line.text))
        elif is_heading(line.text) and declared(line.text) is None:
            quiet += 1
        else:
            quiet += 1
        if quiet >= 6 or len(notes) >= 6:
            break
    return notes
