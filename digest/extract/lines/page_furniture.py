"""The furniture of a page (share lines, comment forms, footers), known by its words in four languages.

The languages are English, German, French and Spanish. The phrases only support the structure of the text (see
`boilerplate`): a line that reads like a paragraph is not furniture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 220
"""Code points: a longer line is a paragraph, whatever words it holds."""


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NETWORKS = (
    r"facebook|twitter|x|linkedin|whats ?app|e-?mail|print|telegram|reddit|pinterest|mastodon"
    r"|bluesky|threads|copy link|drucken|link|rss|xing|pocket|flipboard|tumblr|messenger|instagram"
    r"|youtube"
)

ANYWHERE: Final = {
    "skip link": _line(
        r"(skip|jump) to\b|zum (haupt)?inhalt|aller au contenu|(saltar|ir|pular|vai) (al|para o|ao) (contenid|conte)"
    ),
    "share line": _line(
        rf"((diesen )?(artikel|beitrag|seite) teilen|partager (cet |l['’])article|compartir (este )?artículo"
        rf"|share|teilen|partager|compartir|compartilh\w+|condividi|delen|follow us|folgen"
        rf"|click to (share|email|print))"
        rf"\b[^.]{{0,60}}(:|$)|(tweet|share"
        rf"|({_NETWORKS}))(\W+(share|tweet|{_NETWORKS}))*\W*$"
    ),
    "advertisement": _line(
        r"\W*(advertisements?|advertising|anzeige|werbung|publicité|publicidad|sponsored( content)?"
        r"|paid post)\W*($|:)|(story|article) continues below"
    ),
    "cookie notice": _line(
        r"(?=.*\bcookies?\b).*\b(accept|settings|policy|consent|we use|wir (ver|be)|nous utilisons"
        r"|utilizamos|reject)"
    ),
    "newsletter notice": _line(
        r"\W*((sign up|subscribe|register) (to|for|now|today|here)\b.*|subscribe\W*$|(enjoying|enjoyed"
        r"|like|love) .*\?.*|get .{3,60} in your inbox.*"
        r"|you are receiving this.*|.{0,40}newsletter (abonnieren|bestellen).*|(abonnez"
        r"|inscrivez)-vous.*|suscríb.*|enter your e-?mail.*|view this e-?mail.*"
        r"|(join|support) .{0,80}(today|now|newsletter)\W*)$"
    ),
    "teaser": _line(
        r"\W*(also read|read also|read more|read next|related|related (story|article|post)|see also"
        r"|more|watch|recommended|don[’']t miss|lesen sie auch|lies auch"
        r"|mehr zum thema|siehe auch|(à )?lire (aussi|également)|voir aussi|(lea|lee|ver) también"
        r"|te puede interesar)\s*[:：»>–—-]\s*\S"
    ),
    "image placeholder": _line(r"\[(image|photo|picture|video|bild|foto|embed|caption)\b.*\]$"),
    "image credit": _line(
        r"(image|photo|picture|foto|bild|crédit|credit)s?( credit| by|nachweis)?\s*:.{0,120}$"
        r"|\(?(getty images|ap photo|shutterstock)\W*"
    ),
    "read more link": _line(
        r"\W*(read (more|the full .*)|continue reading.*|weiterlesen|lire la suite|leer más|show more"
        r"|load more|see more)\W*$"
    ),
    "separator": _line(r"[\W_]+$"),
    "lone number": _line(r"\d{1,4}$"),
    "reading time": _line(
        r"\W*(reading time|lesezeit|temps de lecture|tiempo de lectura)\b|\d+\s*-?(min|minuten?"
        r"|minutes?)\.?\s*(read|lesezeit|de lecture|de lectura)\b"
    ),
    "counter": _line(
        r"\d[\d.,k]*\s+(comments?|shares?|likes?|views?|kommentare?|commentaires?|coment[aá]rios?|commenti|reacties)\W*$"
    ),
}
"""Reason -> pattern of lines that are dropped also amid the paragraphs."""

TAIL: Final = {
    "feed footer": _line(
        r"the post .* appeared first on .*|der beitrag .* erschien zuerst auf .*"
        r"|l[’']article .* est apparu en premier sur .*"
    ),
    "source line": _line(r"(source|quelle|fuente)\s*:\s*\S.*$"),
    "comment form": _line(
        r"(leave a (reply|comment)|(post|add|write) a comment|comments are closed|no comments"
        r"|comments?( \(\d+\))?|\d+ (comments?|responses?|thoughts? on)\b.*"
        r"|your e-?mail address will|required fields|log ?in to (comment|reply)"
        r"|(schreibe?n? (sie )?einen? kommentar|kommentare?)|deine e-mail-adresse"
        r"|laisser un commentaire|deja (un comentario|una respuesta)|deixe (uma resposta|um coment[aá]rio)"
        r"|lascia un commento|geef een reactie|plaats een reactie"
        r"|join the (conversation|discussion)|(start|see) the discussion"
        r"|recent comments|top comments|all comments|discussion( about this post)?|submit (a )?comment|sort by)"
        r"(\W.*)?$"
    ),
    "copyright": _line(
        r"\W*(©|\(c\)|copyright\b).*|.*\b(all rights reserved|alle rechte vorbehalten"
        r"|tous droits réservés|todos los derechos reservados)\b.*"
    ),
    "legal links": _line(
        r"(privacy( policy)?|terms (of|and|&)|impressum|datenschutz|mentions légales|aviso legal"
        r"|cookie policy)\b.*"
    ),
    "tags": _line(
        r"(tags?|tagged|filed under|posted in|filed in|topics?|categor(y|ies)|labels?|keywords"
        r"|schlagwörter|schlagworte|themen|mots[- ]clés|etiquetas|étiquettes)\s*(:|$).*"
    ),
    "related list": _line(
        r"(related( \w+)?|you (might|may)( also)? (like|enjoy|be interested).*|most (read|popular"
        r"|viewed|shared).*|more (from|in|on|stories|news|articles)\b.*|recommended( \w+){0,3}"
        r"|trending.*"
        r"|popular( \w+)?|read next|up next|latest( \w+)?|see also|what to read next|das könnte (sie"
        r"|dich).*|mehr zum thema|auch interessant|(sur le|dans la) même.*|à lire aussi"
        r"|art[ií]culos relacionados|artigos relacionados|leia também|veja também|articoli correlati|leggi anche"
        r"|gerelateerde? .*|lees ook|keep reading|further reading|read these next|more (like|about) this"
        r"|in case you missed it|stories (for|you) .*|what[’']s (next|new|trending|hot)|hot topics|today[’']s top .*"
        r"|top (stories|news|posts|picks)"
        r"|(recent|newest|featured|other|similar) (posts?|articles?|stories|news|content)"
        r"|sponsored (stories|links|content)|from (our partners|around the web)|around the web|promoted( stories)?"
        r"|explore more( .*)?|discover more( .*)?|continue reading|post navigation|artikelnavigation|beitragsnavigation"
        r"|browse by .*|archives?|categories|blogroll|on the web|you should also read.*"
        r"|(previous|next|older|newer) (post|article|story|issue).*|(about|meet) the (author|writer)s?.*|our picks"
        r"|about .{0,30}\b(blog|site|us|podcast)|(sobre|über) (o autor|den autor|die autorin|o blog).*"
        r"|à propos de l.auteur.*"
        r"|view all posts.*|all posts by.*|more (posts|articles|stories) by.*|written by"
        r"|editor[’']s picks?|関連(記事|ニュース)|あわせて読みたい|おすすめ記事|人気記事"
        r"|相关(阅读|文章|新闻)|相關(閱讀|文章|新聞)|延伸[阅閱][读讀]|(اقر[أا]|شاهد|طالع)\s+(أيض|ايض)[\u0600-\u06ff]*|(مواضيع|أخبار|مقالات)\s+ذات\s+صلة"
        r"|(קראו|ראו) (גם|עוד))\W*$"
    ),
    "follow line": _line(r"(please )?follow .{0,80}$|join us on .{0,60}$"),
    "poll": _line(r"(was|did you find) this .*\?.*"),
    "mail footer": _line(
        r"(you are receiving this|forward to a friend|unsubscribe|update your preferences"
        r"|manage (your )?subscription).*"
    ),
}
"""Reason -> pattern of lines with which what follows an article begins."""

_SITE = _line(
    r"(log ?in|sign ?in|sign ?up|register|menu|menü|search|suche|suchen|home|startseite|accueil"
    r"|inicio|close|subscribe|donate|toggle navigation|"
    r"back to top|follow us|my account|skip|navigation|contact|about( us)?|rechercher|buscar|advertise)\W*$"
)
_PARTS = re.compile(r"\s+[|•·»›>/–]\s+|\s{2,}|\t")
_PERHAPS_PARTS = re.compile(r"\s[\s|•·»›>/–]|\t")


def anywhere(text: str) -> str | None:
    """The reason to drop a line wherever it stands, or None."""
    return _named(_ANYWHERE, text)


def tail(text: str) -> str | None:
    """The reason why a line begins what follows an article, or None."""
    return _named(_TAIL, text)


def navigation(text: str) -> bool:
    """Whether a line is a menu."""
    if _SITE.match(text):
        return True
    if not _PERHAPS_PARTS.search(text):
        return False
    parts = [part for part in _PARTS.split(text) if part]
    return len(parts) >= 3 and sum(len(part) for part in parts) < 30 * len(parts)


def _joined(table: Mapping[str, re.Pattern[str]]) -> re.Pattern[str]:
    """The patterns of a table as one with a group each, which takes a fraction of the time to try."""
    return _line("|".join(f"(?P<{reason.replace(' ', '_')}>{pattern.pattern})" for reason, pattern in table.items()))


_ANYWHERE = _joined(ANYWHERE)
_TAIL = _joined(TAIL)


def _named(joined: re.Pattern[str], text: str) -> str | None:
    match = joined.match(text) if len(text) <= LONGEST else None
    return match.lastgroup.replace("_", " ") if match and match.lastgroup else None
