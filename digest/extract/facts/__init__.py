"""Titles, names, dates, publishers and addresses, from any kind of source."""
