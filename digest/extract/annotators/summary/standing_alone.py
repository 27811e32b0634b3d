"""Whether a sentence says something of its own: taken out of its text, a reader still understands it.

The words that refer back (connectives, pronouns, demonstratives) are those of Halliday and Hasan, "Cohesion in English"
(1976), as far as they stand at or near the beginning of a sentence. What a page says to its readers (subscribe, click,
photo credits) is none of the article.
"""

from __future__ import annotations

import re
from typing import Final

from digest.extract.annotators.lexicon import SENTENCE_OPENERS

SHORTEST, LONGEST = 50, 300
"""Code points of a sentence that may be quoted."""

_CONNECTIVES: Final = (
    "but|and|or|so|yet|nor|because|however|moreover|also|additionally|furthermore|meanwhile|instead|therefore|thus"
    "|then|still|hence|besides|indeed|otherwise|nevertheless|nonetheless|similarly|likewise|consequently|accordingly"
    "|conversely|alternatively|plus|again|too|anyway|perhaps|maybe|finally|lastly|firstly|secondly|thirdly|next|now"
    "|speaking of|up to now|though|all that said|that said|while technically|the (?:truth|good news|bad news|thing"
    r"|fact) is|as the year|as (?:19|20)\d\d (?:begins|closes|comes|draws|ends|nears|starts|winds|wraps)"
    "|until now|funny enough|the thing is|today, it[’']s|depending on|before diving|originally"
    "|that[’']s|this[’']s|it[’']s|there[’']s|here[’']s|as (?:such|a result|an example|mentioned|noted|you can"
    "|you probably|we|I|I[’'\\w]* said|expected)|for (?:example|instance|that|this|these|those|the others?|starters"
    "|comparison)|in (?:addition(?! to\\b)|(?:some|many|most|these|such|other) cases|other words|fact|contrast"
    "|comparison|turn|that|this case|short|conclusion|the end"
    "|summary|total|all)|of course|after (?:all|that|this)|by (?:contrast|comparison|then|that|doing so)|on (?:top of"
    "|the other hand|the one hand|the flip|that|this)|first of all|either way|even (?:so|then|though|better|worse)"
    "|to (?:do so|this end|that end|be fair|be clear|start)|if (?:so|not|that|the answer)|with (?:that|this|these|all"
    "|those|so many)|at (?:the time|that time|this point|that point|the same time|first|least)|since (?:then|that"
    "|those)|(?:not|no) (?:only|to mention|wonder|surprise|problem)|(?:yes|no|well|sure|oh|okay|ok|right|sadly"
    "|unfortunately|luckily|fortunately|thankfully|hopefully|interestingly|surprisingly|notably)\\b|what[’']s more"
    "|unlike|compared (?:to|with)|like (?:most|many|other|all)|more(?:over| importantly)|other(?:s|wise)?|another"
    "|both|neither|either|each|one of (?:the|them|these|those|his|her|its|their)|some of|most of (?:them|these|those"
    "|the)|half of|all of|despite (?:that|this|these|it)|(?:a few|several|some|many|two|three|four|five"
    "|six) (?:\\w+ )?(?:later|ago|earlier|more)|over the (?:last|past"
    "|coming|next)|once|while (?:mine|they|it|he|she|this|that)|whether (?:it|they|he|she)|when (?:it|they|he|she)"
    "|below|above|see|note|speaking|overall|therein|here|such"
)
_DEFINITES: Final = (
    "the (?:same|first|second|third|others?|last|remaining|former|latter|following|above|answer|results?|reason|rest"
    "|next"
    "|idea|point|problem|goal|latest|move|decision|news|announcement|incident|two|three|four|pair|duo|concept|events?"
    "|shows?|episode|agency|patients?|suspects?|victims?|accident|deal|meeting|ceremony|city|town|village|company|firm"
    "|startup|platform|app|film|movie|book|novel|game|series|product|device|tool|site|website|author|researchers?|team"
    "|couple|man|woman|girl|boy|driver|officers?|video|stock|shares|brand|process|method|approach|system|program"
    "|project|plan|feature|option|list|item|[\\w-]+ (?:retailer|giant|maker|firm|company|startup|agency)"
    "|historic \\w+)(?:[’']s)?(?! (?:who|that|which|of|behind|for|in|accused)\\b| (?-i:[A-ZÀ-Þ]))"
)
"""What was named before."""

_OTHER_CONNECTIVES: Final = (
    "aber|und|doch|jedoch|auch|außerdem|denn|dann|dabei|deshalb|daher|dadurch|trotzdem|dennoch|allerdings|zudem|dazu"
    "|damit"
    "|das (?:ist|war|sind)|c[’']est|mais|et|cependant|pourtant|donc|ainsi|aussi|en effet|par exemple|pero|y|sin embargo"
    "|además|también|así|por eso|и|но|а|поэтому|также"
)
_OTHER_PRONOUNS: Final = (
    "er|sie|es|dies|diese[rnms]?|il|elle|ils|elles|cela|ce|cette|ces|él|ella|ellos|ellas|esto|esta|este|estos|estas|eso"
    "|он|она|они|это|этот"
)
_THIS_TEXT: Final = (
    "article|guide|post|paper|study|report|review|tutorial|essay|page|piece|episode|year|week|month|summer|story"
)
_PRONOUNS: Final = rf"he|she|it|they|we|this(?! (?:{_THIS_TEXT})\b)|that|these|those|his|her|their|its|him|them"
_OPENING: Final = r"[\"“„«‘'(\[]*"
_REFERS_BACK: Final = re.compile(
    rf"{_OPENING}(?:{_CONNECTIVES}|{_OTHER_CONNECTIVES}|{_DEFINITES}|{_PRONOUNS}|{_OTHER_PRONOUNS})(?![\w’'-])",
    re.IGNORECASE,
)
_CONNECTS: Final = re.compile(rf"{_OPENING}(?:{_CONNECTIVES}|{_OTHER_CONNECTIVES})(?![\w’'-])", re.IGNORECASE)

_BEGINS_WITH_PRONOUN: Final = re.compile(rf"{_OPENING}(?:{_PRONOUNS}|{_OTHER_PRONOUNS})(?![\w’'-])", re.IGNORECASE)

_DEMONSTRATIVE: Final = re.compile(
    r"\b(?:this|these|those|such)(?: (?!article|guide|post|year|week|month|summer|winter|spring|autumn|fall|season"
    r"|report|paper|study|review|tutorial|story|morning|afternoon|evening|century|decade|as\b|that\b)[\w’'-]+|[,.;])"
    r"|\b(?:did|do|does|doing) so\b|\ball told\b|\b(?:the )?(?:latter|former|aforementioned|above-mentioned)\b",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(r"\b(?:he|she|him|his|hers?|they|them|their)\b", re.IGNORECASE)
_CAPITALISED: Final = re.compile(r"[A-ZÀ-Þ][\w-]+")
_SINGULAR: Final = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
_PLURAL: Final = re.compile(r"\b[a-zß-ÿ]{3,}s\b|\bpeople\b")
_NOUN_PHRASE: Final = re.compile(
    r"(?:An?|The|Two|Three|Four|Five|Most|Many|Some|Der|Die|Ein|Eine|Le|La|Les|Un|Une|El|Los|Una) [\w-]+ \S"
)
"""`The driver said …`: what a pronoun behind it means."""

_WE: Final = re.compile(r"\b(?:we|our|us|ours)\b", re.IGNORECASE)
_TEXTS: Final = r"(?:\w+ ){0,2}(?:article|guide|post|paper|study|report|review|tutorial|essay|page|piece|episode)\b"
_THE_TEXT: Final = re.compile(rf"\b(?:this|our) {_TEXTS}", re.IGNORECASE)
"""`In this guide, we cover …` speaks of the text; other sentences with `we` are the writer's own."""

_OUR: Final = re.compile(rf"\b(?:our|ours) (?!{_TEXTS}|(?:\w+ ){{0,3}}series\b)", re.IGNORECASE)
"""What the writer has: `The experts at our workshop wrote this guide.`"""

_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»")
_ALSO: Final = re.compile(r"\b(?:also|too|auch|aussi|también)\b")
_FIRST_PERSON: Final = re.compile(r"\b(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]ine|myself|ich|mein\w*|je|moi|yo|mi)\b")
_BEGINNING: Final = 45
"""Code points at the beginning of a sentence in which a demonstrative refers back."""

_TO_READERS: Final = re.compile(
    r"\b(?:clicks?|clicking|sign(?:ing)? up|subscri\w+|newsletters?|read (?:on|more|our|the full)|keep reading"
    r"|learn more|find out more|more information|check(?:ing)? (?:out|it|them)|downloads? (?:our|the|now|your|a)"
    r"|buy now"
    r"|shop (?:now|our|the)|order (?:now|yours)|add to cart|free trial|follow (?:us|me|along)|share (?:this|your)"
    r"|join (?:us|me|our|the)|contact (?:us|me|our)|get in touch|reach out|call (?:us|now|today)|give us a call"
    r"|visit (?:our|us|the|my)|cookies|privacy policy|terms of (?:use|service)|affiliate|commissions?|legal advice"
    r"|financial advice|medical advice|informational purposes|not intended"
    r"|disclaimers?|disclosure|all rights reserved|copyrights?|getty images|shutterstock|courtesy of"
    r"|(?:photo|image|photograph|picture|illustration|video)s? (?:by|credit|courtesy|via|from|source|shows)|pictured"
    r"|stay tuned|let[’']s|let us|thank(?:s| you)|welcome|about the author|originally (?:published|appeared)"
    r"|first appeared|last updated|min read|table of contents|jump to|scroll|comments?( section)? below|leave a"
    r"|guest post|bookmark|we[’']ve got you covered|look no further|you[’']re (?:in the right place|not alone)"
    r"|don[’']t worry|dive in|without further ado|feel free|stay up to date|sale ends|% off|discount|promo"
    r"|coupon|for you|, (?:discover|explore|find out|learn|check)|on (?:this|our|the) list|we (?:are|offer|provide"
    r"|specialize|help|believe)"
    r"|our (?:team|services|mission|clients|customers|experts|company|products)|log ?in|request a|book (?:a"
    r"|your) (?:call|demo|free)|schedule a|get started|today!|partner with us"
    r"|abonnieren|hier klicken|s[’']abonner|suscrí\w+)\b|\b(?:listed|described|shown|explained|discussed|outlined"
    r"|see|links?|table|chart|list|found|chapter|section|image|video|map|photo|steps|tips) (?:above|below)\b"
    r"|\b(?:below|above|here)(?:[.,:;!]|$)|\(\d{1,2}\)|\bis (?:a )?part of\b.{0,40}\b(?:series|course)\b|diving into"
    r"|\bas follows\b|www\.|\bthe following\b|[\[\]♪→►|©®{}<>]|://|\.{3}$|…$",
    re.IGNORECASE,
)
"""What a page says to those who read it: a call, a credit, a notice, where something is on the page."""

_SHOUTED: Final = re.compile(rf"{_OPENING}(?:[A-ZÀ-Þ]{{2,}}[:,]? ){{2,}}|^[A-Z]{{4,}} (?!(?:is|was|has|are|and)\b)")
_LABEL: Final = re.compile(r"(?:[\w’'&/()-]+ ){0,7}[\w’'&/()-]+: ")
"""`Perfect for: …`, `Key takeaways: …`, `Multi-room cleaning: …`."""

_GLUED: Final = re.compile(r"[a-zß-ÿ]{3}[.?][A-ZÀ-Þ][a-zß-ÿ]+ ")
"""Two sentences without a space between them."""

_LIST: Final = re.compile(
    r"(?:[\w’'&-]+(?: [\w’'&-]+){0,2}, ){3,}(?:and |or |und |et |y )?[\w’'&-]+(?: [\w’'&-]+){0,2}\."
)
"""Words that are set side by side: `Rope, anchor, oars, a lamp.`"""

_YOU: Final = re.compile(r"You(?:[’']\w+)? ")
_IMPERATIVE: Final = re.compile(
    rf"{_OPENING}(?:click|weigh|read|learn|discover|explore|find|get|try|check|see|watch|listen|visit|shop|buy|order"
    rf"|download|join|follow"
    r"|share|subscribe|sign|call|contact|compare|look|looking|imagine|consider|remember|think|make|take|use|keep|ask"
    r"|start|enjoy|meet|save|want|need|ready|not sure|wondering|curious|have you|are you|do you|did you|please|don[’']t"
    r"|be sure|seek|browse|choose|select|enter|submit|partner|trust|say|stop|go|come|let|help|give|put|talk|show|set"
    r"|reduce|cut|avoid|secure|identify|embrace|strive|tired|grab|pick|add|apply|open|follow|uncover|unlock|dive|master|stay|plan|build|boost"
    r"|transform|upgrade|experience|entdecken|erfahren|lesen|découvrez|lisez|descubr\w+)(?![\w’'-])",
    re.IGNORECASE,
)


_ENGLISH: Final = re.compile(r"\b(?:the|of|and|to|with|for)\b")
_FINITE: Final = re.compile(
    r"(?:[’'](?:s|re|ve|ll|d)\b| (?:is|are|was|were|be|has|have|had|can|will|would|may|might|must|should|could|does|do"
    r"|did|went|came|began|took|told|made|found|held|met|won|lost|left|ran|rose|fell|grew|wrote|spoke|saw|gave|got|sent"
    r"|built|broke|cut|put|set|led|paid|sold|bought|brought|became|hit|need|want|make|help|use|get|know|work|offer"
    r"|provide|include|come|go|take|look|show|say|think|find|give|play|become|[a-z]+ed|[a-z]+[^s\W]s)\b)"
)
"""A verb, or a word that may be one: a title or an entry of a list has none."""


_INFORMS: Final = re.compile(
    r"(?:Learn|Discover|Explore|Find out|See|Read about|Understand) (?:about |more about )?(?!our\b|your\b|more\b)[a-z]"
)
"""How pages describe a guide: `Learn how to …`."""

_PRAISES: Final = re.compile(r"(?:Discover|Explore) the (?:best|top|power|ultimate|perfect)\b")
"""How pages advertise: `Discover the best ferries, …`."""


def informs(text: str) -> bool:
    """Whether a whole sentence invites to learn what the text explains, and to nothing else."""
    return bool(_INFORMS.match(text)) and _is_sentence(text) and not (_WE.search(text) or _PRAISES.match(text))


def is_whole(text: str, shortest: int = SHORTEST) -> bool:
    """Whether a text is one whole sentence of the article that makes a statement.

    Args:
        text: the sentence.
        shortest: its least length in code points.
    """
    return len(text) >= shortest and _is_sentence(text) and not _IMPERATIVE.match(text)


def _is_sentence(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and text[-1] in '.。”»")'
        and "?" not in text
        and "!" not in text[-2:]
        and "\n" not in text
        and (text[0].isupper() or text[0].isdigit())
        and _is_closed(text)
        and not _SHOUTED.match(text)
        and not _GLUED.search(text)
        and not _LIST.fullmatch(text)
        and not _LABEL.match(text)
        and not (_ENGLISH.search(text) and not _FINITE.search(text))
        and not _TO_READERS.search(text)
    )


def stands_alone(text: str) -> bool:
    """Whether a whole sentence refers to nothing outside it."""
    return (
        not _REFERS_BACK.match(text)
        and not _YOU.match(text)
        and not _DEMONSTRATIVE.search(text, 0, _BEGINNING)
        and not _ALSO.search(text, 0, _BEGINNING)
        and not _of_the_writer(text)
        and not _pronoun_without_name(text)
    )


def follows_on(text: str, before: str) -> bool:
    """Whether a whole sentence may stand behind the one that it follows in the text.

    A pronoun or an article within it may refer to that one.
    """
    if _CONNECTS.match(text) or _BEGINS_WITH_PRONOUN.match(text) or _of_the_writer(text):
        return False
    return not _SINGULAR.search(text) or not _pronoun_without_name(text) or _names(before)


def _names(text: str) -> bool:
    """Whether a text may name somebody."""
    return any(map(_may_name, _CAPITALISED.finditer(text)))


def says_what_it_covers(text: str) -> bool:
    """Whether a sentence says what the text is about: `In this guide, we cover …`."""
    return bool(_THE_TEXT.search(text))


def _of_the_writer(text: str) -> bool:
    """Whether a sentence speaks of those who wrote it; within quotation marks somebody else does."""
    own = _QUOTED.sub("", text)
    return bool(_FIRST_PERSON.search(own) or _OUR.search(own) or (_WE.search(own) and not _THE_TEXT.search(own)))


def _pronoun_without_name(text: str) -> bool:
    """Whether a personal pronoun comes before anything that it can mean: a name, or a noun at the beginning."""
    pronoun = _PERSONAL.search(text)
    if pronoun is None:
        return False
    before = text[: pronoun.start()]
    if _NOUN_PHRASE.match(before):
        return False
    plural = pronoun[0].lower() in {"they", "them", "their"}
    return not _names(before) and not (plural and _PLURAL.search(before))


def _may_name(match: re.Match[str]) -> bool:
    """Whether a capitalised word may name somebody; what begins a sentence may be any word."""
    word = match[0]
    return word not in SENTENCE_OPENERS and not (match.start() == 0 and word.endswith(("s", "ly", "ed", "ing")))


def _is_closed(text: str) -> bool:
    """Whether every quotation and bracket that begins in a sentence ends in it.

    German quotations close with the mark that opens English ones.
    """
    german = "„" in text
    pairs = (("„", "“") if german else ("“", "”"), ("«", "»"), ("(", ")"))
    return all(text.count(left) == text.count(right) for left, right in pairs) and text.count('"') % 2 == 0
