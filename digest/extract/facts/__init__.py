"""Titles, names, dates, publishers and addresses, from any kind of source, each with its evidence."""

from digest.extract.facts.addresses import host, web_address
from digest.extract.facts.dates import first_full, parse_timestamp
from digest.extract.facts.document import Claim, Dated, Document, Verdict
from digest.extract.facts.names import byline, people
from digest.extract.facts.publication import candidates, find_publication

__all__ = [
    "Claim",
    "Dated",
    "Document",
    "Verdict",
    "byline",
    "candidates",
    "find_publication",
    "first_full",
    "host",
    "parse_timestamp",
    "people",
    "web_address",
]
