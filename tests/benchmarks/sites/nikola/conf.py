"""Topics are categories, weeks and sources are tags; the theme is Nikola's plain `base`."""

BLOG_AUTHOR = "digest"
BLOG_TITLE = "Benchmark"
SITE_URL = "https://example.org/"
BLOG_EMAIL = "nobody@example.org"
BLOG_DESCRIPTION = "Benchmark"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
TIMEZONE = "UTC"
THEME = "base"
POSTS = (("posts/*/*.md", "articles", "post.tmpl"), ("posts/*.md", "articles", "post.tmpl"))
PAGES = ()
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.footnotes"]
PRETTY_URLS = True
CATEGORY_PATH = "topics"
TAG_PATH = "tags"
FEED_LENGTH = 30
INDEX_DISPLAY_POST_COUNT = 20
SHOW_SOURCELINK = False
COPY_SOURCES = False
COMMENT_SYSTEM = ""
NAVIGATION_LINKS = {"en": ()}
