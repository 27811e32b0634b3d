"""Images of texts as a site shows them: copies without what a camera wrote of its owner."""
