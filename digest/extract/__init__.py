"""A source's bytes to an article: decode, read by format, take off the boilerplate, find what it says of itself.

Date, authors, source, topics and key sentences each come with their evidence. Pure; never raises, whatever the bytes.
`assembly.extract` does it all, `formats.FORMATS` is the table of readers, `topics.choose_topics` scores a text,
`annotators.ANNOTATORS` is the table of what is said of an article by itself.
"""
