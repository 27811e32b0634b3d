"""Where links lead: those of texts, those back to an article, names of wikilinks, and old addresses."""
