"""What sites print around comments, in the languages of their software: buttons, headings, counts, forms.

Invariant: phrases are folded and bare of arrows and dots, as ``furniture`` compares them; patterns match
whole lines.
"""

from __future__ import annotations

import re


def phrases(text: str) -> frozenset[str]:
    """Split a block of phrases at its bars and line ends."""
    return frozenset(phrase.strip() for phrase in text.replace("\n", "|").split("|") if phrase.strip())


REPLY_BUTTONS = phrases(
    """
    reply | reply to this | reply to this comment | reply to comment | log in to reply |
    login to reply | respond | quote reply | reply with quote | report comment | report abuse |
    antworten | antwort | auf diesen kommentar antworten | zum antworten anmelden |
    anmelden um zu antworten | zitieren | répondre | connectez-vous pour répondre | responder |
    contestar | inicia sesión para responder | accede para responder | rispondi |
    accedi per rispondere | beantwoorden | reageer | log in om te reageren | acesse para responder |
    odpowiedz | ответить | відповісти | svara | besvar | vastaa | odpovědět | válasz | yanıtla |
    cevapla | zaloguj się, aby odpowiedzieć | войдите, чтобы ответить | увійдіть, щоб відповісти |
    inicia sesión para comentar | connectez-vous pour commenter | logg inn for å svare |
    logga in för att svara | kirjaudu sisään vastataksesi | faça login para comentar | skomentuj |
    zacytuj | cytuj | citeer | citeren | citer | цитировать | cita | پاسخ | رد | הגב | απάντηση |
    trả lời | balas | répondre à ce commentaire | auf kommentar antworten | 返信 |
    回复 | 回覆 | 답글 | 답장 | permalink | flag as inappropriate
    """
)
"""Buttons that only comments have."""

BUTTONS = phrases(
    """
    replies | edit | quote | share | share this | share this comment | permanent link | link |
    link to this comment | # | like | likes | liked | unlike | report | report this comment |
    report this | flag | flag comment | loading | loading... | load more | show more | read more |
    collapse | expand | vote up | vote down | upvote | downvote | up | down | like this |
    likeloading... | like loading... | delete | parent | hide replies | show replies | view replies |
    twitter | facebook | tweet | e-mail | email | mail | copy link | helpful | not helpful |
    post author | author | comment author | guest | profile | profile picture | avatar | gravatar |
    antworte | bearbeiten | teilen | melden | gefällt mir | gefällt mirgefällt mir |
    gefällt mir wird geladen... | wird geladen... | liken lade ... | liken | permanenter link | zitat |
    beitragsautor | autor | signaler | partager | modifier | j’aime | j'aime | chargement... | auteur |
    citar | compartir | denunciar | me gusta | editar | cargando... | enlace permanente | segnala |
    condividi | mi piace | modifica | caricamento... | caricamento in corso... | reageren | antwoord |
    vind ik leuk | bezig met laden... | faça login para responder | curtir | carregando... | partilhar |
    compartilhar | svar | bewerken | wijzigen | edytuj | изменить | редактировать | redigera | rediger |
    muokkaa | upravit | szerkesztés | düzenle | modifier le commentaire | ссылка | пожаловаться | zgłoś |
    poleć | lubię to | нравится | vind ik leuk laden... | gillar | lenke | permalien | permalink to this comment |
    lien permanent | enlace | link permanente | collegamento | permanente link | comment link | direct link
    """
)
"""The other buttons and labels beside a comment."""

HEADINGS = phrases(
    """
    comments | comment | responses | discussion | reader comments | readers' comments | user comments |
    the discussion | join the discussion | join the conversation | conversation | view comments |
    show comments | hide comments | all comments | latest comments on this article |
    what do you think? | comments: | thread | feedback | leserkommentare | kommentare | kommentar |
    diskussion | kommentare: | reaktionen | meinungen | antworten | leserbriefe | commentaires |
    réactions | vos commentaires | réponses | discussion: | comentarios | respuestas | opiniones |
    commenti | discussione | risposte | reacties | comentários | respostas | komentarze | комментарии |
    коментарі | обсуждение | kommentarer | kommentit | komentáře | yorumlar | コメント | 评论 | 留言 | 댓글 |
    pingbacks | trackbacks | pings & trackbacks | trackbacks/pingbacks | pingbacks & trackbacks |
    trackbacks & pingbacks | trackbacks and pingbacks
    """
)
"""Headings of comments, without a count."""

_THINGS = r"""
    thoughts? | comments? | responses? | repl(?:y|ies) | reactions? | opinions? | kommentare?
    | antwort(?:en)?
    | gedanken? | reaktion(?:en)? | meinung(?:en)? | commentaires? | réponses? | réactions?
    | réflexions? | pensées?
    | avis | comentarios? | respuestas? | opiniones | pensamientos? | ideas? | commenti | commento
    | risposte
    | risposta | pensieri | pensiero | reacties? | gedachten? | opmerkingen | comentários?
    | respostas? | opiniões
    | komentarz[ey]? | odpowiedzi | комментари\w+ | коментар\w* | ответ\w* | отзыв\w* | kommentarer?
    | svar
    | kommenttia | yorum | komentář\w* | hozzászólás\w* | megjegyzés | comentarii | komentarov | bình\ luận
    | komentar | σχόλι[αο] | תגובות | تعليق(?:ات)? | ردود? | رد | دیدگاه(?:‌ها)? | نظر(?:ات)? | پاسخ
    | टिप्पणि\w+ | ความคิดเห็น | 条评论 | 則留言 | 件のコメント | 개의\ 댓글
"""
COUNTED = re.compile(
    rf"""^\W*(?P<count>\d{{1,3}}(?:[.,\u00a0\ ]\d{{3}})+ | \d{{1,6}}
        | one | no | eine? | une? | un[oa] | uma? | keine? | aucun)\s+
    (?:weitere\s+)? (?:{_THINGS}) \b (?P<rest>.{{0,300}})$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A count and what is counted: "20 thoughts on …", "5 Antworten"."""

COUNT_LAST = re.compile(
    r"""^\W*(?:comments? | responses? | replies | discussion | kommentare | antworten | commentaires
    | comentarios
    | commenti | reacties | comentários
    | комментарии) \s* [(\[:|]? \s* (?P<count>\d{1,6}) \s* [)\]|]? \W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is counted, and a count: "Comments (7)"."""

STATED = re.compile(
    r"""^\W*(?: (?P<first>\d{1,6}) \W{0,2} [^\W\d]+ (?:[\s\u200c]+[^\W\d]+){0,2}
    | [^\W\d]+ (?:[\s\u200c]+[^\W\d]+)? \W{1,3} (?P<last>\d{1,6}) ) \W*$""",
    re.VERBOSE,
)
"""One number beside one to three words, and nothing else."""

COUNT_WORDS = {"no": 0, "kein": 0, "keine": 0, "aucun": 0}
"""Words for no comments; every other word in the place of a number means one."""

_ON = r"""on | to | about | zu[mr]? | auf | über | sur | à | au | en | sobre | a | su | op | over
    | em | para | на | к | до
    | till | om | til"""
AFTER_COUNT = re.compile(
    rf"""^\s*(?:(?:so\ far | bisher | leave\ new | leave\ a\ comment | add\ yours | and\ counting)\W*$
    | [.,:;|(] | (?:{_ON})\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may follow the counted things in a heading; anything else is a sentence."""

ON_WORD = re.compile(rf"^(?:{_ON})\b[:\s]\s*", re.IGNORECASE | re.VERBOSE)
"""What leads from the count to the title."""

OTHER_LIST = re.compile(
    r"""^\W*(?:
    (?: recent | latest | newest | last | popular | top | most | related | similar | neueste | letzte
    | aktuelle
        | beliebte | ähnliche | weitere | derniers? | récents? | articles | últim[oa]s | recientes
    | ultimi | recenti
        | laatste | recente )\b .{0,40}
    | archives? | archiv | categor(?:y|ies) | kategorien? | tags? | schlagw[öo]rter | meta | pages
    | seiten
    | blogroll | links | menu | menü | navigation | references | visible\ links | table\ of\ contents
    | contents
    | inhalt | follow\ us | share\ this | share | teilen(?:\ mit)? | you\ may\ also\ like .{0,20}
    | read\ next
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Headings of lists that hold no discussion."""

ENDING = re.compile(
    r"""^\W*(?:
    leave\ (?:a|your)\ (?:reply|comment|response|thought)s?.{0,60}
    | (?:post|add|write|submit|make)\ (?:a|your|new)\ (?:new\ )?(?:reply|comment|response).{0,40}
    | (?:please\ )?(?:log\ ?in|sign\ in|register|you\ must\ be\ logged\ in)\ .{0,20}
        \bto\ (?:post|comment|leave|add|reply).{0,60}
    | please\ to\ post\ comments
    | comments\ (?:are|have\ been)\ (?:now\ )?(?:closed|disabled|turned\ off).{0,60}
    | comments?\ closed | (?:the\ )?comments?\ section\ (?:is|are)\ closed.{0,40}
    | your\ email\ address\ will\ not\ be\ published.{0,80}
    | join\ the\ (?:discussion|conversation)\..{0,40} | have\ your\ say.{0,20} | speak\ your\ mind
    | (?:what\ do\ you\ think\?\ )?leave\ a\ comment.{0,40} | cancel\ reply | submit\ comment
    | post\ comment
    | (?:hinterlasse|schreibe?|verfasse)\ (?:einen?|deinen?|uns\ einen)\ (?:kommentar|antwort).{0,60}
    | kommentar\ (?:verfassen|schreiben|hinterlassen|abgeben|hinzufügen|absenden).{0,40}
    | kommentieren | (?:eine\ )?antwort\ (?:schreiben|hinterlassen|verfassen|abbrechen).{0,40}
    | ihr\ kommentar | dein\ kommentar | antworten\ abbrechen
    | deine\ e-mail-adresse\ wird\ nicht\ veröffentlicht.{0,80}
    | die\ kommentar(?:e|funktion)\ (?:sind|ist|wurden?)\ .{0,20}(?:geschlossen|deaktiviert).{0,20}
    | kommentare\ geschlossen | laisser\ (?:un|votre)\ (?:commentaire|réponse).{0,40}
    | laissez\ un\ commentaire.{0,20} | (?:ajouter|écrire|poster)\ un\ commentaire.{0,20}
    | les\ commentaires\ sont\ (?:fermés|clos).{0,20}
    | deja\ (?:un|una|tu)\ (?:comentario|respuesta).{0,40} | responder\ cancelar\ respuesta
    | (?:escribe|añade|añadir)\ un\ comentario.{0,20} | los\ comentarios\ están\ cerrados.{0,20}
    | lascia\ un\ (?:commento|risposta).{0,40} | lascia\ una\ risposta.{0,40}
    | i\ commenti\ sono\ chiusi.{0,20} | rispondi\ annulla\ risposta
    | (?:geef|laat)\ een\ (?:reactie|antwoord).{0,40} | plaats\ een\ reactie.{0,20}
    | reacties\ zijn\ gesloten.{0,20} | możliwość\ komentowania\ .{0,20}(?:wyłączona|zablokowana).{0,10}
    | os\ comentários\ estão\ (?:fechados|encerrados).{0,20} | laat\ een\ reactie\ achter.{0,30}
    | комментарии\ (?:закрыты|отключены).{0,20} | оставить\ ответ.{0,30} | оставьте\ комментарий.{0,20}
    | (?:deixe|deixar|envie)\ (?:um|uma|o\ seu)\ (?:comentário|resposta).{0,40}
    | (?:dodaj|skomentuj|zostaw)\ .{0,30}(?:komentarz|odpowiedź).{0,30} | добавить\ комментарий.{0,40}
    | оставить\ комментарий.{0,40} | залишити\ (?:відповідь|коментар).{0,30}
    | (?:lämna|skriv)\ (?:ett\ svar|en\ kommentar).{0,30}
    | (?:legg\ igjen|skriv)\ en\ kommentar.{0,30} | kommentoi.{0,10} | コメントを残す.{0,20}
    | 发表(?:评论|回复).{0,20} | 댓글\ 남기기.{0,20}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Lines that end every discussion: headings of comment forms, and that it is closed."""

PAGING = re.compile(
    r"""^\W*(?: (?: older | newer | previous | next )\ comments? | (?: ältere | neuere | vorherige
    | nächste )\ kommentare
    | comments?\ navigation | kommentar-?navigation )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Links to another page of the same comments."""
