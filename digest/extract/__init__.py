"""A source's bytes to an article: decode, read by format, take off the boilerplate, find what it says of itself.

Date, authors, source, topics and key sentences each come with their evidence. Pure; never raises, whatever the bytes.
"""

from digest.extract.assembly import CONVERTER_VERSION, extract
from digest.extract.formats import FORMATS
from digest.extract.topics import choose_topics

__all__ = ["CONVERTER_VERSION", "FORMATS", "choose_topics", "extract"]
