"""The kinds of pages that gather what people marked and noted: all of it, by topic, by tag."""
