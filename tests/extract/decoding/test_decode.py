"""Whatever the bytes, the right text comes out, or the name of what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.extract.decoding.decode import binary_kind, clean, decode, decoded

GERMAN = "Größe, Übermut, „ja“ – 5 €"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_an_encoding_is_recognised(encoding: str) -> None:
    """Marks, the NUL pattern of UTF-16 and invalid UTF-8 each tell the encoding."""
    assert decode(GERMAN.encode(encoding)) == GERMAN


def test_a_declared_charset_is_used_where_utf8_does_not_fit() -> None:
    """A page's meta charset decides about legacy bytes."""
    page = '<meta charset="koi8-r"><p>Привет'
    assert decode(page.encode("koi8-r")) == page


def test_a_declared_codec_that_is_no_charset_is_ignored() -> None:
    """A name such as unicode_escape must not turn text into something else."""
    assert "\\u0041 é" in decode(b'<meta charset="unicode_escape">\\u0041 \xe9')


def test_damaged_utf8_stays_utf8() -> None:
    """One broken byte does not turn a whole text into mojibake."""
    damaged = ("Ähren über Öfen, größer als früher " * 3).encode() + b"\xff end"
    assert decode(damaged).startswith("Ähren über Öfen")


def test_cleaning_leaves_no_invisible_character() -> None:
    """Controls, zero-width and bidirectional marks go, odd spaces and line ends become plain ones."""
    assert clean("a\u00a0b\u200b\u202ec\x07\r\nd\re\u2028f\x00") == "a bc\nd\ne\nf"


def test_accents_are_composed() -> None:
    """Equal texts are equal bytes: NFC."""
    assert clean("u\u0308") == "ü"


def test_endless_accents_end_soon() -> None:
    """Normalising takes time square in the length of a run of marks, so runs are cut to 30."""
    assert len(clean("a" + "\u0316\u0301" * 200_000)) < 40


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (bytes(range(1, 256)) * 20, "binary data"),
        (b"plain text", None),
        ("wide".encode("utf-16-le"), None),
    ],
)
def test_a_file_that_is_no_text_is_named(body: bytes, name: str | None) -> None:
    """What is no text is called by its name."""
    assert binary_kind(body) == name


@given(st.binary(max_size=300))
def test_any_bytes_decode(body: bytes) -> None:
    """No bytes raise, and cleaning what is clean changes nothing."""
    text = decode(body)
    assert clean(text) == text
    text.encode()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Учёные обнаружили, что весной реки поднимаются раньше, чем сообщали старые журналы наблюдений. "),
        ("koi8_r", "Учёные обнаружили, что весной реки поднимаются раньше, чем сообщали старые журналы наблюдений. "),
        ("shift_jis", "研究者たちは、春になると川の水位が古い記録よりも早く上がることを発見した。調査は続いている。"),
        ("gb18030", "研究人员发现，春天河水上涨的时间比旧的观测记录要早得多，这项调查仍在继续进行之中。"),
        (
            "cp1250",
            "Badacze zauważyli, że wiosną rzeki wzbierają wcześniej, niż mówią stare dzienniki. Źródła są zgodne. ",
        ),
        ("cp1252", "Forscher bemerkten, dass die Flüsse im Frühjahr früher steigen, als alte Tagebücher sagen. "),
        (
            "cp1252",
            "Les chercheurs ont remarqué que la rivière monte plus tôt, à la fin de l’été, là où naît la crème. ",
        ),
        ("cp1252", "I ricercatori hanno notato che più a sud il fiume è già alto, perché la neve si scioglie lì. "),
        ("cp1252", "Forskerne så at elven stiger før våren, sier den gamle dagboken på øya. "),
        ("cp1250", "Výzkumníci zjistili, že řeky na jaře stoupají dříve, než říkají staré deníky, a led mizí. "),
        ("cp1257", "Tyrėjai pastebėjo, kad pavasarį upės kyla anksčiau, nei sako seni dienoraščiai ir žmonės. "),
        ("cp1250", "Az őszi árvíz előtt a régi naplók szerint korábban tűnt föl a jég, mondták a kutatók a tóról. "),
        (
            "cp1254",
            "Araştırmacılar, ilkbaharda ırmakların eski günlüklerin söylediğinden daha erken yükseldiğini gördü. ",
        ),
        (
            "cp1253",
            "Οι ερευνητές παρατήρησαν ότι την άνοιξη τα ποτάμια φουσκώνουν νωρίτερα από όσο λένε τα παλιά ημερολόγια. ",
        ),
    ],
)
def test_a_legacy_encoding_is_detected(encoding: str, text: str) -> None:
    """Scraped files seldom say in what they are written."""
    found = decoded((text * 8).encode(encoding))
    assert found.text == text * 8
    assert found.lost == 0


def test_a_pound_is_no_letter() -> None:
    text = "It cost £5, or £7 by the sea. " * 60
    assert decoded(text.encode("cp1252")).text == text


def test_polish_names_in_an_english_text_are_read() -> None:
    text = "Wałęsa met Miłosz in Łódź, and nobody noticed. " * 5
    assert decoded(text.encode("cp1250")).text == text


def test_two_names_in_a_long_text_do_not_move_it_to_the_east() -> None:
    """They are French letters, which only windows-1252 makes of these bytes."""
    text = "The castings were thin, said Loïc Ferrandière, and thin walls freeze fast. " + "Nobody asked why. " * 200
    found = decoded(text.encode("cp1252"))
    assert (found.text, found.encoding, found.evidence) == (text, "cp1252", "detected")


def test_text_that_was_read_wrongly_before_is_repaired() -> None:
    """UTF-8 that a scraper took for windows-1252 is put right, line by line; what is right stays."""
    right = "Das Café öffnet „früh“ – für 5 €.\nÂ und Ã sind Buchstaben."
    wrong = right.split("\n", maxsplit=1)[0].encode().decode("cp1252", "ignore") + "\n" + right.split("\n")[1]
    assert decoded(wrong.encode()).text.split("\n")[1] == right.split("\n")[1]
    assert decoded("Das CafÃ© Ã¶ffnet frÃ¼h, sagte sie.".encode()).text == "Das Café öffnet früh, sagte sie."
    assert decoded("Das CafÃ© Ã¶ffnet frÃ¼h.".encode(), repair=False).text == "Das CafÃ© Ã¶ffnet frÃ¼h."


def test_what_is_lost_is_counted() -> None:
    """Nobody finds out later that some characters are missing."""
    damaged = ("Ähren über Öfen, größer als früher " * 3).encode() + b"\xff\xfe end"
    assert decoded(damaged).lost == 2
    assert decoded(b"all of it").lost == 0


@pytest.mark.parametrize(
    "text",
    [
        "Loïc Ferrandière, Muñoz, Jürgen Ålander and Bjørn were there, and they said nothing of it to the others.",
        "Señor Núñez, François and Øystein – “quoted” – met for £5 in Zürich, and nobody was there to see it.",
        "J’ai mangé à la crème brûlée là où naît l’été, et elle était très bonne, même à la fin de la journée.",
        "Loïc Ferrandière",
        "<html><body><p>The castings were thin, said Loïc, and it was Ångström who had measured them.</p></body></html>",
    ],
)
@pytest.mark.parametrize("times", [1, 60])
def test_a_western_text_that_is_not_utf8_is_windows_1252(text: str, times: int) -> None:
    """As browsers take it, whatever languages the names in it are from."""
    found = decoded((text * times).encode("cp1252"))
    assert (found.text, found.encoding, found.lost) == (text * times, "cp1252", 0)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "euc_kr",
            "항구 조사\n2025년 2월 11일\n\n조사팀은 지난 겨울 강어귀에서 옛 부두가 남긴 말뚝을 하나하나 세었다.",
        ),
        ("euc_jp", "港の調査\n2025年2月11日\n\n調査隊は昨年の冬、河口で過ごし、古い桟橋が残した杭を数えた。"),
        ("shift_jis", "港の調査\n2025年2月11日\n\n調査隊は昨年の冬、河口で過ごし、古い桟橋が残した杭を数えた。"),
        ("gb18030", "港口调查\n2025年2月11日\n\n调查队去年冬天在河口待了十一个星期，数了旧码头留下的每一根木桩。"),
        ("big5", "港口調查\n2025年2月11日\n\n調查隊去年冬天在河口待了十一個星期，數了舊碼頭留下的每一根木樁。"),
    ],
)
def test_a_short_text_of_east_asia_is_recognised(encoding: str, text: str) -> None:
    """By its most frequent characters: each of these encodings reads the others' bytes as rare ones."""
    found = decoded(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("repair", [True, False])
def test_text_that_was_read_wrongly_several_times_is_repaired(times: int, *, repair: bool) -> None:
    """`c3 a2 c2 80 c2 94` is a dash; even in a note nobody writes control characters."""
    right = "It’s “a café” — naïve…"
    wrong = right
    for _ in range(times):
        wrong = wrong.encode().decode("latin-1")
    found = decoded(wrong.encode(), repair=repair)
    assert (found.text, found.repaired, found.garbled) == (right, True, 0)


def test_the_bytes_of_a_dash_read_twice() -> None:
    assert decoded(bytes.fromhex("41 c3a2 c280 c294 42")).text == "A—B"


def test_what_cannot_be_repaired_is_counted_and_not_called_repaired() -> None:
    """Where bytes were lost before, no program can tell what they were."""
    found = decoded("Ãƒï¿½ÃÂ¢Ã¢â€š the end\nAll right.".encode())
    assert found.garbled == 1
    assert "1 lines still look as if" in found.description


def test_a_closing_quotation_mark_that_lost_a_byte_is_put_right() -> None:
    """Windows-1252 has no character for the last byte of it, and many programs replace that."""
    assert decoded("She said â€œyesâ€\ufffd to it.".encode()).text == "She said “yes” to it."


def test_control_characters_are_read_as_browsers_read_them() -> None:
    r"""`&#147;` and U+0093 stand for the quotation mark of windows-1252."""
    assert clean("\x93yes\x94 \x96 5 \x80") == "“yes” – 5 €"


def test_one_broken_byte_among_few_letters_leaves_utf8() -> None:
    text = "It’s “all” right, said Loïc. " + "Nobody asked why. " * 20
    found = decoded(text.encode() + b"\xff")
    assert (found.text, found.encoding, found.lost) == (text + "\ufffd", "utf-8", 1)


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    assert clean("on the estu\u00ad\n  ary last") == "on the estuary last"
