"""What articles have to do with each other: who leads a story that several tell, which go on with one, which are alike.

`story_leads` is about the same news told twice, `related_articles` about what a reader may want to read before or next,
and `dated_events` about what happened when, in all articles together.
"""
