"""A source's bytes to an article: decode, read by format, take off the boilerplate, find what it says of itself.

Date, authors, source, topics and key sentences each come with their evidence. Pure; never raises, whatever the bytes.
`extract.extract` does it all, `formats.FORMATS` is the table of readers, `annotators.table` says what digest finds in
an article by itself.
"""
