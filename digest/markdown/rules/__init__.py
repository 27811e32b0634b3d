"""The marks that `content/` adds to CommonMark, one rule in each file."""
