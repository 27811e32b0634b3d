"""The marks that `content/` adds to CommonMark: each file declares one as a `Mark`.

`declaration` says what a declaration holds, `commonmark` has the tokens that are not ours; `paired_delimiters` and
`closing_delimiters` are what several marks are made with.
"""
