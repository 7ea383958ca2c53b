"""What stands before the comments: kicker, title, dek, body, and the notes that are none of these.

Invariant: every paragraph before the comments ends up in exactly one of title, section, dek, byline, body,
notes or the page's furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.lead import (
    Lead,
    Part,
    first_dek,
    folded,
    is_kicker,
    is_prose,
    read_lead,
)
from archive_tui.importers.page_dump.outline import flatten
from archive_tui.importers.printed.bylines import looks_like_name, strip_marks
from archive_tui.importers.printed.dates import find_date
from archive_tui.importers.printed.furniture import (
    declared,
    is_button,
    is_ending,
    is_heading,
    is_other_list,
    titled,
)
from archive_tui.model import PageNote

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.importers.page_dump.page import Page

_NEXT = re.compile(
    r"""^(?:NEXT|READ\ NEXT|SEE\ ALSO|NÄCHSTER\ ARTIKEL|LESEN\ SIE\ AUCH|SUIVANT|À\ LIRE\ AUSSI|LIRE\ AUSSI|SIGUIENTE
    |LEE\ TAMBIÉN|LEGGI\ ANCHE|LEES\ OOK|LEIA\ TAMBÉM|CZYTAJ\ TAKŻE|ЧИТАЙТЕ\ ТАКЖЕ|ДАЛЕЕ)\s*:\s""",
    re.IGNORECASE | re.VERBOSE,
)
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
_LINKS = re.compile(r"^(?:Link: |#.{0,400}\balternate\b)", re.DOTALL)
"""What elinks and lynx print of a page's <link> elements, above everything else."""
_RULE = re.compile(r"[═━─_]{6,}$|^[═━─=_-]{6,}$")
"""What a renderer draws for a horizontal rule or an empty field of a form."""
_SENTENCE = re.compile(r"[.!?…][\"”’»)]*$")


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
    parts, hints = _parts(page, stop if heading is None else heading)
    title = None
    if heading is not None:
        text = page.lines[heading].text
        title = titled(text)
        head.notes.append(PageNote("heading", text))
    parts = _pull_notes(parts, head)
    body = _read_title(parts, title, hints, head)
    head.body = [part.text for part in _without_tail(body)]
    return head


def _parts(page: Page, stop: int | None) -> tuple[list[Part], str]:
    """Return the parts, and what the renderer printed of the page's links, folded."""
    parts: list[Part] = []
    hints: list[str] = []
    for owner, paragraph in flatten(page.outline, stop):
        lines = [_RULE.sub("", strip_marks(line)) for line in page.logical(paragraph)]
        text = "\n".join(line for line in lines if line).strip()
        if not text or is_button(text) or declared(text) is not None:
            continue
        if not parts and _LINKS.match(text):
            hints.append(folded(text))
            continue
        listed = owner is not page.outline
        if listed and owner.blocks[0] is paragraph:
            label = f"{owner.number}." if owner.number is not None else "•"
            text = f"{label} {text}"
        parts.append(Part(text, paragraph.blanks, listed, paragraph.lines[0].place))
    return parts, " ".join(hints)


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


def _read_title(parts: list[Part], title: str | None, hints: str, head: Head) -> list[Part]:
    """Fill title, section, dek and byline; return the parts of the body."""
    start = _titled_part(parts, title)
    if start is not None:
        head.title = parts[start].text
        kicked = start > 0 and parts[start - 1].place == 0 and is_kicker(parts[start - 1], parts[start])
        if kicked:
            head.section = parts[start - 1].text
        head.dek, body = first_dek(_after_title(parts[start + 1 :], head), kicked=kicked)
        return body
    if title is not None and not any(len(part.text) <= 200 and not part.listed for part in parts[:1]):
        head.title = title
        return _after_title(parts, head)
    lead = read_lead([replace(part, byline=_is_byline(part, Head())) for part in parts], hints)
    head.section, head.title, head.dek = lead.section, lead.title, lead.dek
    _take_bylines(parts, lead, head)
    return lead.body


def _take_bylines(parts: list[Part], lead: Lead, head: Head) -> None:
    """Take author and date from the bylines between the title and the body."""
    titles = [place for place, part in enumerate(parts) if part.text == lead.title]
    stop = next((place for place, part in enumerate(parts) if part == _bare(lead.body)), len(parts))
    first = max((place for place in titles if place <= stop), default=0)
    for part in [*parts[first : stop + 1], *parts[:first]][:8]:
        _is_byline(part, head)


def _bare(body: list[Part]) -> Part | None:
    return replace(body[0], byline=False) if body else None


def _titled_part(parts: list[Part], title: str | None) -> int | None:
    """Return the last part that is the quoted title."""
    if title is None:
        return None
    wanted = folded(title)
    for index in range(len(parts) - 1, -1, -1):
        text = parts[index].text
        if len(text) <= 2 * len(title) + 20 and folded(text) == wanted:
            return index
    return None


def _is_byline(part: Part, head: Head) -> bool:
    """Take author and date of the article from a line of nothing else."""
    text = part.text
    if len(text) > 200 or text.count("\n") > 1:
        return False
    name, _, date = text.rpartition("\n")
    if name:
        alone = find_date(date)
        if alone is None or len(date) - (alone.end - alone.start) > 4 or not looks_like_name(name):
            return False
        head.author, head.published = head.author or name, head.published or alone.when
        return True
    dated = find_date(text)
    written = _WRITTEN_BY.match(text[: dated.start].strip(" ,|•·–-") if dated and dated.start > 2 else text)
    named = written and not re.search(r"\d|\bcomments?\b", written.group("name"))
    if written and named and len(written.group("name").split()) <= 6 and not _SENTENCE.search(text):
        head.author = head.author or written.group("name").strip(" ,")
        head.published = head.published or (dated.when if dated else None)
        return True
    if dated:
        author = _author_beside(text, dated.start, dated.end)
        if author is not None or len(text) - (dated.end - dated.start) <= 12 or _POSTED.match(text):
            head.author = head.author or author
            head.published = head.published or dated.when
            return True
    return bool(_POSTED.match(text)) and len(text) <= 80


def _author_beside(text: str, start: int, end: int) -> str | None:
    """Return the name that is all a line says beside its date: "March 11, 2009 by Ann", "3 May 2008 | Ann | 7"."""
    if start > 20:
        return None
    rest = text[end:]
    while (again := find_date(rest)) is not None and again.start <= 3:
        rest = rest[again.end :]
    pieces = [piece.strip(" ,·•–-") for piece in re.split(r"\s?[|•·]\s?", rest)]
    names = [piece for piece in pieces if piece and declared(piece) is None and not is_button(piece)]
    if len(names) != 1:
        return None
    written = _WRITTEN_BY.match(names[0])
    name = written.group("name") if written else names[0] if len(pieces) > 1 else ""
    return name if name and len(name.split()) <= 6 and not _SENTENCE.search(name) else None


def _after_title(parts: list[Part], head: Head) -> list[Part]:
    """Skip the bylines that follow a title, wherever among the first few parts they stand."""
    return [part for index, part in enumerate(parts) if index > 4 or not _is_byline(part, head)]


def _without_tail(parts: list[Part]) -> list[Part]:
    """Cut what a site prints below its articles: tags, sharing, the way to the next article."""
    stop = len(parts)
    prose = max(
        (index for index, part in enumerate(parts) if is_prose(part) and not _TAIL.match(part.text)),
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
