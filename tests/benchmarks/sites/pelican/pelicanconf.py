"""Topics are categories, sources are authors, weeks are tags; the cache of parsed articles is on."""

SITENAME = "Benchmark"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_PATHS = []
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = False
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True

ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
CATEGORY_URL = "topics/{slug}/"
CATEGORY_SAVE_AS = "topics/{slug}/index.html"
CATEGORIES_SAVE_AS = "topics/index.html"
AUTHOR_URL = "sources/{slug}/"
AUTHOR_SAVE_AS = "sources/{slug}/index.html"
AUTHORS_SAVE_AS = "sources/index.html"
TAG_URL = "weeks/{slug}/"
TAG_SAVE_AS = "weeks/{slug}/index.html"
TAGS_SAVE_AS = "weeks/index.html"
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors"]

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
