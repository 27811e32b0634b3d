"""What an article is about: language, topics, and which other articles tell the same story."""
