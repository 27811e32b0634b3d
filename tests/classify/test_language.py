"""The language of a text without a declaration."""

import pytest

from digest.classify.language import guess_language, reads_as


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry that had crossed the sound made its last trip, and nobody was there to wave at it."),
        ("de", "Die Fähre, die über den Sund fuhr, machte ihre letzte Fahrt, und es war niemand da, der winkte."),
        (
            "fr",
            "Le bateau qui traversait le détroit a fait son dernier voyage et personne n’était là pour le saluer dans le port.",
        ),
        (
            "es",
            "El barco que cruzaba el estrecho hizo su último viaje, y no había nadie para saludar a los que se fueron con él.",
        ),
        ("ja", "調査隊は昨年の冬、十一週間にわたって河口で過ごし、杭を数えた。The pier stood."),
        ("zh", "调查队去年冬天在河口待了十一个星期，数了旧码头留下的每一根木桩。"),
        ("ko", "조사팀은 지난 겨울 강어귀에서 옛 부두가 남긴 말뚝을 하나하나 세었다."),
        ("en", "The ferry that is called 渡し船 had crossed the sound, and nobody was there to wave at it."),
        ("ar", "قضى فريق المسح أحد عشر أسبوعًا على مصب النهر، ووجد قناة جديدة لم تكن على الخرائط."),
        ("he", "צוות המדידה שהה אחד עשר שבועות בשפך הנהר ומצא תעלה חדשה שלא הופיעה במפות."),
        (
            "ru",
            "Группа провела одиннадцать недель в устье реки и нашла новый канал, которого не было на картах; это удивило всех.",
        ),
        ("uk", "Група провела одинадцять тижнів у гирлі річки і знайшла новий канал, якого не було на картах."),
        (None, "گروه نقشه‌برداری یازده هفته در دهانه رود گذراند و آبراهی تازه پیدا کرد که در نقشه‌ها نبود."),
        (None, "Група проведе единадесет седмици в устието на реката и намери нов канал, който го няма на картите."),
        (None, "Група је провела једанаест недеља на ушћу реке и нашла нови канал којег није било на картама."),
        (None, "12 + 7 = 19"),
        (None, "Abracadabra simsalabim hokuspokus fidibus dreimal schwarzer Kater lirum larum Löffelstiel"),
    ],
)
def test_a_language_is_guessed_or_left_open(language: str | None, text: str) -> None:
    """Better none than a wrong one."""
    assert guess_language(text) == language


def test_a_text_reads_as_its_language_without_a_guess() -> None:
    """What is not sure is left to the guess."""
    english = "The ferry that had crossed the sound made its last trip, and nobody was there to wave at it."
    assert reads_as(english, "en")
    assert not reads_as(english, "de")
    assert not reads_as(english, "ja")
    assert not reads_as("", "en")
