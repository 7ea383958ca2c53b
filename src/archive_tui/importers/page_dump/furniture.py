"""The words a site's own software prints around comments: buttons, headings, counts, forms.

Invariant: a phrase here is compared with a whole line, never searched inside one, so that a commenter may write
"reply" without losing it.
"""

from __future__ import annotations

import re

from archive_tui.importers.page_dump.lines import LONGEST_TRIED

_BUTTONS = frozenset(
    """
    reply|replies|reply to this|reply to this comment|reply to comment|log in to reply|login to reply|respond|edit|quote
    share|share this|share this comment|permalink|permanent link|link|link to this comment|#|like|likes|liked|unlike|report|report abuse|report comment
    report this comment|report this|flag|flag comment|flag as inappropriate|loading|loading...|load more|show more|read more|collapse|expand
    vote up|vote down|upvote|downvote|up|down|like this|likeloading...|like loading...|delete|parent|hide replies|show replies|view replies|quote reply
    twitter|facebook|tweet|e-mail|email|mail|copy link|helpful|not helpful|post author|author|comment author|guest|reply with quote
    antworten|antwort|auf diesen kommentar antworten|zum antworten anmelden|anmelden um zu antworten|antworte|bearbeiten|zitieren|teilen
    melden|gefällt mir|gefällt mirgefällt mir|gefällt mir wird geladen...|wird geladen...|liken lade ...|liken|permanenter link|zitat|beitragsautor|autor
    répondre|connectez-vous pour répondre|signaler|partager|modifier|j’aime|j'aime|chargement...|auteur
    responder|contestar|citar|compartir|denunciar|me gusta|editar|cargando...|enlace permanente|inicia sesión para responder|accede para responder|autor
    rispondi|accedi per rispondere|segnala|condividi|mi piace|modifica|caricamento...|caricamento in corso...
    beantwoorden|reageer|reageren|antwoord|vind ik leuk|bezig met laden...|log in om te reageren
    acesse para responder|faça login para responder|curtir|carregando...|denunciar|partilhar|compartilhar
    odpowiedz|ответить|відповісти|svara|svar|besvar|vastaa|odpovědět|válasz|yanıtla|cevapla|返信|回复|回覆|답글|답장
    """.replace("\n", "|").split("|")
)
_BUTTON_WORDS = frozenset(button.strip() for button in _BUTTONS if button.strip())

_REPLY_WORDS = frozenset(
    """
    reply|reply to this|reply to this comment|reply to comment|log in to reply|login to reply|respond|quote reply|reply with quote|report comment|report abuse
    antworten|antwort|auf diesen kommentar antworten|zum antworten anmelden|anmelden um zu antworten|zitieren|répondre|connectez-vous pour répondre|responder|contestar
    inicia sesión para responder|accede para responder|rispondi|accedi per rispondere|beantwoorden|reageer|log in om te reageren|acesse para responder|odpowiedz|ответить
    відповісти|svara|besvar|vastaa|odpovědět|válasz|yanıtla|cevapla|返信|回复|回覆|답글|답장|permalink|flag as inappropriate
    """.strip()
    .replace("\n", "|")
    .split("|")
)
_REPLIES = frozenset(word.strip() for word in _REPLY_WORDS if word.strip())

_COUNTED = re.compile(
    r"""^\W*(?P<count>\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d{1,6}|one|no|ein|eine|un|une|uno|una|um|uma|keine?|aucun)\s+(?:weitere\s+)?
    (?:thoughts?|comments?|responses?|replies|reply|reactions?|opinions?|kommentare?|antwort(?:en)?|gedanken?|reaktion(?:en)?|meinung(?:en)?
      |commentaires?|réponses?|réactions?|réflexions?|pensées?|avis
      |comentarios?|respuestas?|opiniones|pensamientos?|ideas?
      |commenti|commento|risposte|risposta|pensieri|pensiero
      |reacties|reactie|gedachten|gedachte|opmerkingen
      |comentários?|respostas?|opiniões
      |komentarz(?:e|y)?|odpowiedzi|комментари\w+|коментар\w*|ответ\w*|отзыв\w*|kommentarer?|svar|kommenttia|yorum)
    \b(?P<rest>.{0,300})$""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT_LAST = re.compile(
    r"^\W*(?:comments?|responses?|replies|discussion|kommentare|antworten|commentaires|comentarios|commenti|reacties|comentários|комментарии)"
    r"\s*[(\[:|]?\s*(?P<count>\d{1,6})\s*[)\]|]?\W*$",
    re.IGNORECASE,
)
_ON_TITLE = re.compile(
    r"^\s*(?:(?:so far|bisher|leave new|leave a comment|add yours|and counting)\W*$|[.,:;|(]|"
    r"(?:on|to|about|zu|zum|zur|auf|über|sur|à|au|en|sobre|a|su|op|over|em|para|на|к|до|till|om|til)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„\"«‘»]\s*(?P<title>.{3,}?)\s*[”“\"»’«]+\s*\.?$")
_PLAIN_TITLE = re.compile(
    r"^\s*(?:on|to|about|zu|auf|über|sur|en|a|su|op|em)[:\s]\s*(?P<title>.{3,})$", re.IGNORECASE
)

_HEADINGS = frozenset(
    """
    comments|comment|responses|discussion|reader comments|readers' comments|user comments|the discussion|join the discussion|join the conversation|conversation
    view comments|show comments|hide comments|all comments|latest comments on this article|what do you think?|comments:|thread|feedback|leserkommentare
    kommentare|kommentar|diskussion|kommentare:|reaktionen|meinungen|antworten|leserbriefe|commentaires|réactions|vos commentaires|réponses|discussion:
    comentarios|respuestas|opiniones|commenti|discussione|risposte|reacties|comentários|respostas|komentarze|комментарии|коментарі|обсуждение
    kommentarer|kommentit|komentáře|yorumlar|コメント|评论|留言|댓글
    pingbacks|trackbacks|pings & trackbacks|trackbacks/pingbacks|pingbacks & trackbacks|trackbacks & pingbacks|trackbacks and pingbacks
    """.replace("\n", "|").split("|")
)
_HEADING_WORDS = frozenset(heading.strip() for heading in _HEADINGS if heading.strip())

_NOT_HERE = re.compile(
    r"^\W*(?:(?:recent|latest|newest|last|popular|top|most|related|similar|neueste|letzte|aktuelle|beliebte|ähnliche|weitere|derniers?|récents?|articles|últim[oa]s|"
    r"recientes|ultimi|recenti|laatste|recente)\b.{0,40}|archives?|archiv|categor(?:y|ies)|kategorien?|tags?|schlagw(?:ö|o)rter|meta|pages|seiten|blogroll|links|menu|"
    r"menü|navigation|references|visible links|table of contents|contents|inhalt|follow us|share this|share|teilen(?: mit)?|you may also like.{0,20}|read next)\W*$",
    re.IGNORECASE,
)

_ENDING = re.compile(
    r"""^\W*(?:
    leave\ (?:a|your)\ (?:reply|comment|response|thought)s?.{0,60} | (?:post|add|write|submit|make)\ (?:a|your|new)\ (?:new\ )?(?:reply|comment|response).{0,40}
    | (?:please\ )?(?:log\ ?in|sign\ in|register|you\ must\ be\ logged\ in)\ .{0,20}\bto\ (?:post|comment|leave|add|reply).{0,60} | please\ to\ post\ comments
    | comments\ (?:are|have\ been)\ (?:now\ )?(?:closed|disabled|turned\ off).{0,60} | comments?\ closed | (?:the\ )?comments?\ section\ (?:is|are)\ closed.{0,40}
    | your\ email\ address\ will\ not\ be\ published.{0,80} | join\ the\ (?:discussion|conversation)\..{0,40} | have\ your\ say.{0,20} | speak\ your\ mind
    | (?:what\ do\ you\ think\?\ )?leave\ a\ comment.{0,40} | cancel\ reply | submit\ comment | post\ comment
    | (?:hinterlasse|schreibe?|verfasse)\ (?:einen?|deinen?|uns\ einen)\ (?:kommentar|antwort).{0,60} | kommentar\ (?:verfassen|schreiben|hinterlassen|abgeben|hinzufügen|absenden).{0,40}
    | kommentieren | (?:eine\ )?antwort\ (?:schreiben|hinterlassen|verfassen|abbrechen).{0,40} | ihr\ kommentar | dein\ kommentar | antworten\ abbrechen
    | deine\ e-mail-adresse\ wird\ nicht\ veröffentlicht.{0,80} | die\ kommentar(?:e|funktion)\ (?:sind|ist|wurden?)\ .{0,20}(?:geschlossen|deaktiviert).{0,20} | kommentare\ geschlossen
    | laisser\ (?:un|votre)\ (?:commentaire|réponse).{0,40} | laissez\ un\ commentaire.{0,20} | (?:ajouter|écrire|poster)\ un\ commentaire.{0,20} | les\ commentaires\ sont\ (?:fermés|clos).{0,20}
    | deja\ (?:un|una|tu)\ (?:comentario|respuesta).{0,40} | responder\ cancelar\ respuesta | (?:escribe|añade|añadir)\ un\ comentario.{0,20} | los\ comentarios\ están\ cerrados.{0,20}
    | lascia\ un\ (?:commento|risposta).{0,40} | lascia\ una\ risposta.{0,40} | i\ commenti\ sono\ chiusi.{0,20} | rispondi\ annulla\ risposta
    | (?:geef|laat)\ een\ (?:reactie|antwoord).{0,40} | plaats\ een\ reactie.{0,20} | reacties\ zijn\ gesloten.{0,20}
    | (?:deixe|deixar|envie)\ (?:um|uma|o\ seu)\ (?:comentário|resposta).{0,40} | (?:dodaj|skomentuj|zostaw)\ .{0,30}(?:komentarz|odpowiedź).{0,30}
    | добавить\ комментарий.{0,40} | оставить\ комментарий.{0,40} | залишити\ (?:відповідь|коментар).{0,30} | (?:lämna|skriv)\ (?:ett\ svar|en\ kommentar).{0,30}
    | (?:legg\ igjen|skriv)\ en\ kommentar.{0,30} | kommentoi.{0,10} | コメントを残す.{0,20} | 发表(?:评论|回复).{0,20} | 댓글\ 남기기.{0,20}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_PAGED = re.compile(
    r"^\W*(?:(?:older|newer|previous|next)\ comments?|(?:ältere|neuere|vorherige|nächste)\ kommentare|comment navigation|comments navigation|"
    r"kommentar-?navigation|kommentarnavigation|beitrags-?\s?kommentare)\W*$".replace("\\ ", " "),
    re.IGNORECASE,
)


def _plain(line: str) -> str:
    """Fold case and drop the arrows, dots and marks around a phrase."""
    return line.strip(" \t\u00a0↓↑←→↩⤷⤶↳➥»«›‹·•|/-–—()[]:.…▼▲▾▸✓✔★☆+*~>").casefold()


def is_button(line: str) -> bool:
    """Say whether a line consists of nothing but the page's own buttons: "Reply", "Share | Permalink"."""
    if not line or len(line) > 80:
        return False
    plain = _plain(line)
    if plain in _BUTTON_WORDS or (plain + "...") in _BUTTON_WORDS:
        return True
    parts = [_plain(part) for part in re.split(r"[|·•/]|\s{2,}|, ", line)]
    if len(parts) > 1 and all(part in _BUTTON_WORDS for part in parts if part):
        return bool(any(parts))
    words = plain.split()
    if 1 < len(words) <= 5 and all(word in _BUTTON_WORDS for word in words):
        return True
    return re.fullmatch(
        r"(?:reply|antworten|responder|répondre) (?:to|auf|a|à) .{1,40}|\d{1,5} (?:likes?|votes?|points?)|[+-]?\d{1,4}|[▲▼↑↓👍👎\s\d]+",
        plain,
    ) is not None and not re.fullmatch(r"\d+", plain)


def is_reply_button(line: str) -> bool:
    """Say whether a line is a button that only comments have: "Reply", "Antworten ↓"."""
    if not 0 < len(line) <= 80:
        return False
    return (
        _plain(line) in _REPLIES
        or any(_plain(part) in _REPLIES for part in re.split(r"[|·•/]|\s+", line))
        and is_button(line)
    )


def is_ending(line: str) -> bool:
    """Say whether a line ends every discussion: the heading of a comment form, "Comments are closed."."""
    return len(line) <= 160 and _ENDING.match(line) is not None


def is_paging(line: str) -> bool:
    """Say whether a line leads to another page of the same comments."""
    return len(line) <= 60 and _PAGED.match(line) is not None


def is_other_list(line: str) -> bool:
    """Say whether a line heads a list that holds no discussion: recent comments, archives, a menu."""
    return len(line) <= 80 and _NOT_HERE.match(line) is not None


def is_heading(line: str) -> bool:
    """Say whether a line heads the comments, with a count or without."""
    return len(line) <= LONGEST_TRIED and (_plain(line) in _HEADING_WORDS or declared(line) is not None)


_WORDS = {"no": 0, "kein": 0, "keine": 0, "aucun": 0}


def declared(line: str) -> int | None:
    """Return the count that a heading of comments states: "20 thoughts on …", "5 Antworten", "Comments (7)"."""
    if len(line) > LONGEST_TRIED:
        return None
    found = _COUNT_LAST.match(line)
    if found:
        return int(found.group("count"))
    found = _COUNTED.match(line)
    if not found:
        return None
    rest = found.group("rest").strip()
    if rest and not _ON_TITLE.match(rest):
        return None
    if rest and rest[-1] in ".!?" and len(rest) > 30 and not _QUOTED.search(rest):
        return None
    count = found.group("count").lower()
    digits = re.sub(r"\D", "", count)
    return int(digits) if digits else _WORDS.get(count, 1)


def titled(line: str) -> str | None:
    """Return the article's title as a heading of comments quotes it: "3 thoughts on “A title”"."""
    found = _COUNTED.match(line) if len(line) <= LONGEST_TRIED else None
    if not found:
        return None
    rest = found.group("rest").strip()
    quoted = _QUOTED.search(rest) or _PLAIN_TITLE.match(rest)
    return quoted.group("title").strip(' “”„"«»') if quoted else None
