"""Titles, names, dates, publishers and addresses, from any kind of source, each with its evidence."""

from digest.extract.facts.addresses import absolute, host, web_address
from digest.extract.facts.dates import Mention, first_full, mentions, parse_timestamp
from digest.extract.facts.document import ANY_TIME, Claim, Dated, Document, Verdict
from digest.extract.facts.names import byline, credit, pen_credit, pen_names, people
from digest.extract.facts.publication import Publication, candidates, find_publication
from digest.extract.facts.publisher_lines import publisher, section, trust

__all__ = [
    "ANY_TIME",
    "Claim",
    "Dated",
    "Document",
    "Mention",
    "Publication",
    "Verdict",
    "absolute",
    "byline",
    "candidates",
    "credit",
    "find_publication",
    "first_full",
    "host",
    "mentions",
    "parse_timestamp",
    "pen_credit",
    "pen_names",
    "people",
    "publisher",
    "section",
    "trust",
    "web_address",
]
