"""Sources in Japanese and Arabic: scraped texts with what stood around them, and saved pages."""

from __future__ import annotations

import pytest

SEEDS = {
    "ja-text.txt": """\
港新聞
ホーム　ニュース　スポーツ　会員登録
河口の調査で新しい水路が見つかる
2025年11月26日　佐藤花子
シェア ツイート

調査班は東京湾の河口で十一週間を過ごし、地図にない水路を見つけた。班長の山田太郎氏は「まだ分からないことが多い」と語った。

水路の幅は340メートルで、深さは満潮時に約2.5メートル増える。大型船が通れるかどうかは分かっていない。港の担当者は来年の春までに航路を決めるとしている。

関連記事
旧市街の飲み水
Copyright 2025 港新聞社 無断転載を禁じます
""",
    "ja-wide.txt": """\
病院は来春に開院へ
２０２５年１１月２６日

川岸の新しい病院は来年の春に開院する。市の担当者が二十六日に明らかにした。二百床を備え、救急と小児科を置く。

工事は二度遅れた。院長は「基礎工事に時間がかかった」と説明している。住民からは歓迎する声が上がっている。
""",
    "ja-era.txt": """\
旧市街の水道管を更新
令和7年11月20日

旧市街の水道管は百年前のものだ。市は五年かけて取り替える計画を発表した。費用は三十億円の見込みである。
工事は港区から始まる。市民には断水の予定が知らされる。担当者は協力を求めている。
""",
    "ar-text.txt": """\
صحيفة الميناء
الرئيسية | أخبار | رياضة | اشترك الآن
مسح المصب يكشف قناة جديدة
بقلم: ليلى حداد
٢٦ نوفمبر ٢٠٢٥
شارك تويتر فيسبوك

قضى فريق المسح أحد عشر أسبوعًا على مصب النهر، ووجد قناة جديدة لم تكن على الخرائط، كما قال الباحث في مؤتمر صحفي أمس في مبنى الميناء.

يبلغ عرض القناة ثلاثمئة وأربعين مترًا، ويزيد عمقها عند المدّ بنحو مترين ونصف. ولا يعرف أحد بعد هل تكفي للسفن الكبيرة التي ترسو في الميناء.

اقرأ أيضا
مياه الشرب في الأحياء القديمة
جميع الحقوق محفوظة © 2025
""",
    "ar-levant.txt": """\
مستشفى جديد على الضفة
الأربعاء 26 تشرين الثاني 2025

يُفتتح المستشفى الجديد في الربيع المقبل، وفيه مئتا سرير وقسم للطوارئ. قال المدير إن التأخير كان بسبب الأساسات التي أعيد بناؤها مرتين.

ورحّب سكان الحي بالخبر بعد سنوات من الانتظار، وقالوا إن أقرب مستشفى يبعد ساعة كاملة بالسيارة.
""",
    "ja-page.html": """\
<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>河口の調査で新しい水路 - 港新聞デジタル</title>
<meta property="og:site_name" content="港新聞デジタル"><link rel="canonical" href="https://minato.example/a1"></head>
<body><header><a href="/">港新聞デジタル</a><nav><ul><li><a href="/n">ニュース</a></li><li><a href="/s">スポーツ</a></li></ul></nav></header>
<main><article><h1>河口の調査で新しい水路</h1><p class="byline">佐藤花子</p><p class="date">2025年11月26日 10時05分</p>
<p>調査班は東京湾の河口で十一週間を過ごし、地図にない水路を見つけた。班長の山田太郎氏は「まだ分からないことが多い」と語った。</p>
<p>水路の幅は340メートルで、深さは満潮時に約2.5メートル増える。大型船が通れるかどうかは分かっていない。</p>
<p>港の担当者は来年の春までに航路を決めるとしている。漁協は調査の続きを求めている。</p></article></main>
<footer>© 港新聞社</footer></body></html>
""",
    "ar-page.html": """\
<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>مسح المصب يكشف قناة | صحيفة الميناء</title>
<meta property="og:site_name" content="صحيفة الميناء"><link rel="canonical" href="https://sahifa.example/a1"></head>
<body><header><a href="/">صحيفة الميناء</a><nav><ul><li><a href="/n">أخبار</a></li><li><a href="/s">رياضة</a></li></ul></nav></header>
<main><article><h1>مسح المصب يكشف قناة</h1><p class="byline">بقلم ليلى حداد</p><p class="date">الأربعاء، ٢٦ نوفمبر ٢٠٢٥</p>
<p>قضى فريق المسح أحد عشر أسبوعًا على مصب النهر، ووجد قناة جديدة لم تكن على الخرائط، كما قال الباحث في مؤتمر صحفي أمس في مبنى الميناء.</p>
<p>يبلغ عرض القناة ثلاثمئة وأربعين مترًا، ويزيد عمقها عند المدّ بنحو مترين ونصف. ولا يعرف أحد بعد هل تكفي للسفن الكبيرة.</p>
<p>ويطالب الصيادون بمواصلة المسح في الشتاء قبل أي قرار، ويقولون إن التيار يتغير كل عام.</p></article></main>
<footer>© صحيفة الميناء</footer></body></html>
""",
}

EXPECTED = {
    "ja-text": {
        "title": "河口の調査で新しい水路が見つかる",
        "date": "2025-11-26",
        "source": "港新聞社",
        "language": "ja",
    },
    "ja-wide": {"title": "病院は来春に開院へ", "date": "2025-11-26", "language": "ja"},
    "ja-era": {"title": "旧市街の水道管を更新", "date": "2025-11-20", "language": "ja"},
    "ar-text": {"title": "مسح المصب يكشف قناة جديدة", "date": "2025-11-26", "authors": "ليلى حداد", "language": "ar"},
    "ar-levant": {"title": "مستشفى جديد على الضفة", "date": "2025-11-26", "language": "ar"},
    "ja-page": {
        "title": "河口の調査で新しい水路",
        "date": "2025-11-26",
        "source": "港新聞デジタル",
        "authors": "佐藤花子",
    },
    "ar-page": {
        "title": "مسح المصب يكشف قناة",
        "date": "2025-11-26",
        "source": "صحيفة الميناء",
        "authors": "ليلى حداد",
    },
}

AROUND = (
    "会員登録",
    "ツイート",
    "関連記事",
    "無断転載",
    "ニュース",
    "2025年",
    "令和",
    "２０２５",
    "港新聞",
    "اشترك",
    "تويتر",
    "اقرأ أيضا",
    "جميع الحقوق",
    "نوفمبر",
    "تشرين",
    "بقلم",
)


@pytest.fixture
def articles(project):
    """The front matter and the body that each becomes, by the name of its source."""
    project.write("digest.yml", project.read("digest.yml").replace("2025-06-30", "2026-11-30"))
    for name, text in SEEDS.items():
        project.write(f"seeds/{name}", text)
    assert project.digest("convert").code == 0
    found = {}
    for path in project.tree("content"):
        if path.endswith(".md") and "/" in path and not path.startswith("."):
            _, head, body = project.read(f"content/{path}").split("---\n", 2)
            found[head.split("seed: seeds/")[1].split(".")[0]] = (head, body)
    return found


def test_facts_are_read_and_what_stood_around_the_text_is_not_in_it(articles):
    """Days in every spelling and digit; a line without spaces is neither a name nor one word."""
    assert sorted(articles) == sorted(EXPECTED)
    for name, facts in EXPECTED.items():
        head, body = articles[name]
        for key, value in facts.items():
            assert f"{key}: {value}\n" in head or f"{key}:\n  - {value}\n" in head, (name, key, head)
        assert ("authors" in head) == ("authors" in facts), head
        assert [words for words in AROUND if words in body] == [], name
        assert body.count("\n\n") >= 1


def test_a_title_among_other_lines_is_called_a_guess(articles):
    """The one above its text is not."""
    assert "title_basis: inferred from line 3" in articles["ja-text"][0]
    assert "title_basis" not in articles["ja-wide"][0] + articles["ja-era"][0]
