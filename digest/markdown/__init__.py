"""The language of `content/`: CommonMark with the marks of `rules/`; its parser, plain text, places in the source."""
