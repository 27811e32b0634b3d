"""What a new project is given in the language of its site: three topics, to be replaced, and a page about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from digest.dataclass import dataclass
from digest.model.topic import Topic

TOPICS: Final = (
    Topic(
        slug="science",
        name="Science and health",
        description="What was found out, and how well it is known.",
        keywords=("study", "researchers", "trial", "patients", "experiment", "species", "university", "journal"),
    ),
    Topic(
        slug="technology",
        name="Technology",
        description="Machines, software and the people who build them.",
        keywords=("software", "computer", "algorithm", "data", "model", "engineers", "battery", "robot"),
    ),
    Topic(
        slug="society",
        name="Economy and society",
        description="Work, money, cities, schools and the rules between them.",
        keywords=("economy", "workers", "school", "policy", "households", "prices", "city", "government"),
    ),
)
"""The topics of a new project, to be replaced."""


@dataclass(frozen=True, slots=True)
class _Start:
    """The words of a language.

    Attributes:
        about: the title of the page about the site, and what it says.
        topics: of each topic its name, its description and its keywords, the latter parted by commas.
    """

    about: tuple[str, str]
    topics: tuple[tuple[str, str, str], ...]


_STARTS: Final = {
    "ar": _Start(
        (
            "من نحن",
            "هذه صفحة لك: كل ملف في `content/pages/` يصير صفحة. اكتب هنا من يقرأ، وماذا يقرأ، ولمن، ولماذا.",
        ),
        (
            ("العلوم والصحة", "ما عُرف حديثًا، وما مدى الثقة به.", "دراسة, باحثون, تجربة, مرضى, جامعة, علماء"),
            ("التقنية", "الآلات والبرامج ومن يصنعونها.", "برنامج, حاسوب, خوارزمية, بيانات, مهندسون, بطارية, روبوت"),
            (
                "الاقتصاد والمجتمع",
                "العمل والمال والمدن والمدارس وما ينظمها.",
                "اقتصاد, عمال, مدرسة, أسعار, مدينة, حكومة",
            ),
        ),
    ),
    "de": _Start(
        (
            "Über diese Seite",
            (
                "Das ist eine eigene Seite: Jede Datei in `content/pages/` wird eine. Hier kann stehen, wer was "
                "für wen liest, und warum."
            ),
        ),
        (
            (
                "Wissenschaft und Gesundheit",
                "Was herausgefunden wurde, und wie sicher es ist.",
                "Studie, Forscher, Versuch, Patienten, Universität, Fachzeitschrift",
            ),
            (
                "Technik",
                "Maschinen, Programme und die Menschen, die sie bauen.",
                "Software, Computer, Algorithmus, Daten, Ingenieure, Batterie, Roboter",
            ),
            (
                "Wirtschaft und Gesellschaft",
                "Arbeit, Geld, Städte, Schulen und die Regeln dazwischen.",
                "Wirtschaft, Arbeiter, Schule, Haushalte, Preise, Stadt, Regierung",
            ),
        ),
    ),
    "es": _Start(
        (
            "Acerca de",
            (
                "Esta es una página propia: cada archivo de `content/pages/` se convierte en una. Aquí puedes "
                "decir quién lee qué, para quién y por qué."
            ),
        ),
        (
            (
                "Ciencia y salud",
                "Lo que se ha averiguado y con cuánta certeza.",
                "estudio, investigadores, ensayo, pacientes, universidad, especies",
            ),
            (
                "Tecnología",
                "Máquinas, programas y quienes los construyen.",
                "software, ordenador, algoritmo, datos, ingenieros, batería, robot",
            ),
            (
                "Economía y sociedad",
                "Trabajo, dinero, ciudades, escuelas y las reglas que los unen.",
                "economía, trabajadores, escuela, precios, ciudad, gobierno",
            ),
        ),
    ),
    "fr": _Start(
        (
            "À propos",
            (
                "Cette page est la vôtre : chaque fichier de `content/pages/` en devient une. Dites ici qui lit "
                "quoi, pour qui et pourquoi."
            ),
        ),
        (
            (
                "Sciences et santé",
                "Ce que l’on a découvert, et avec quelle certitude.",
                "étude, chercheurs, essai, patients, université, espèces",
            ),
            (
                "Technologie",
                "Les machines, les logiciels et ceux qui les construisent.",
                "logiciel, ordinateur, algorithme, données, ingénieurs, batterie, robot",
            ),
            (
                "Économie et société",
                "Le travail, l’argent, les villes, les écoles et leurs règles.",
                "économie, travailleurs, école, ménages, prix, ville, gouvernement",
            ),
        ),
    ),
    "he": _Start(
        (
            "אודות",
            "זה דף משלכם: כל קובץ ב־`content/pages/` נעשה לדף. כתבו כאן מי קורא מה, למען מי ולמה.",
        ),
        (
            ("מדע ובריאות", "מה התגלה, ועד כמה זה בטוח.", "מחקר, חוקרים, ניסוי, חולים, אוניברסיטה"),
            ("טכנולוגיה", "מכונות, תוכנה והאנשים שבונים אותן.", "תוכנה, מחשב, אלגוריתם, נתונים, מהנדסים, סוללה, רובוט"),
            ("כלכלה וחברה", "עבודה, כסף, ערים, בתי ספר והכללים שביניהם.", "כלכלה, עובדים, מחירים, עיר, ממשלה"),
        ),
    ),
    "ja": _Start(
        (
            "このサイトについて",
            "`content/pages/` のファイルはどれもページになります。読む人と読むもの、その理由を書いてください。",
        ),
        (
            ("科学と健康", "何が分かったのか、どこまで確かなのか。", "研究, 実験, 治験, 患者, 大学, 論文"),
            (
                "技術",
                "機械とソフトウェア、それを作る人たち。",
                "ソフトウェア, コンピューター, アルゴリズム, データ, 技術者, 電池, ロボット",
            ),
            ("経済と社会", "仕事、お金、町、学校、そしてその決まり。", "経済, 労働, 学校, 物価, 都市, 政府"),
        ),
    ),
    "pt": _Start(
        (
            "Sobre",
            (
                "Esta página é sua: cada arquivo em `content/pages/` se torna uma. Diga aqui quem lê o quê, "
                "para quem e por quê."
            ),
        ),
        (
            (
                "Ciência e saúde",
                "O que se descobriu, e com que certeza.",
                "estudo, pesquisadores, investigadores, ensaio, pacientes, universidade",
            ),
            (
                "Tecnologia",
                "Máquinas, programas e quem os constrói.",
                "software, computador, algoritmo, dados, engenheiros, bateria, robô",
            ),
            (
                "Economia e sociedade",
                "Trabalho, dinheiro, cidades, escolas e as suas regras.",
                "economia, trabalhadores, escola, preços, cidade, governo",
            ),
        ),
    ),
    "ru": _Start(
        (
            "О сайте",
            (
                "Это ваша страница: каждый файл в `content/pages/` становится страницей. Напишите здесь, кто, "
                "что, для кого и зачем читает."
            ),
        ),
        (
            (
                "Наука и здоровье",
                "Что удалось узнать и насколько это надёжно.",
                "исследование, учёные, эксперимент, пациенты, университет",
            ),
            (
                "Технологии",
                "Машины, программы и те, кто их создаёт.",
                "программа, компьютер, алгоритм, данные, инженеры, робот",
            ),
            (
                "Экономика и общество",
                "Труд, деньги, города, школы и правила между ними.",
                "экономика, рабочие, школа, цены, город, правительство",
            ),
        ),
    ),
    "uk": _Start(
        (
            "Про сайт",
            (
                "Це ваша сторінка: кожен файл у `content/pages/` стає сторінкою. Напишіть тут, хто, що, для "
                "кого й навіщо читає."
            ),
        ),
        (
            (
                "Наука і здоров’я",
                "Що вдалося з’ясувати і наскільки це надійно.",
                "дослідження, вчені, експеримент, пацієнти, університет",
            ),
            (
                "Технології",
                "Машини, програми й ті, хто їх створює.",
                "програма, комп’ютер, алгоритм, дані, інженери, робот",
            ),
            (
                "Економіка й суспільство",
                "Праця, гроші, міста, школи і правила між ними.",
                "економіка, робітники, школа, ціни, місто, уряд",
            ),
        ),
    ),
    "zh": _Start(
        (
            "关于本站",
            "这是你自己的页面：`content/pages/` 中的每个文件都会成为一页。请在这里写明谁为谁读什么，以及为什么。",
        ),
        (
            ("科学与健康", "发现了什么，又有多可靠。", "研究, 实验, 患者, 大学, 论文"),
            ("技术", "机器、软件和制造它们的人。", "软件, 电脑, 算法, 数据, 工程师, 电池, 机器人"),
            ("经济与社会", "工作、金钱、城市、学校和其间的规则。", "经济, 工人, 学校, 价格, 城市, 政府"),
        ),
    ),
}


def starting_topics(language: str) -> tuple[Topic, ...]:
    """The topics with names in a language and keywords in it and in English, in English where there are none in it."""
    start = _start(language)
    if start is None:
        return TOPICS
    return tuple(
        replace(topic, name=name, description=description, keywords=(*keywords.split(", "), *topic.keywords))
        for topic, (name, description, keywords) in zip(TOPICS, start.topics, strict=True)
    )


def starting_page(language: str) -> str | None:
    """The page about the site, as Markdown; None for a language without words here."""
    start = _start(language)
    return f"---\ntitle: {start.about[0]}\n---\n{start.about[1]}\n" if start else None


def _start(language: str) -> _Start | None:
    return _STARTS.get(language.split("-", maxsplit=1)[0].lower())
