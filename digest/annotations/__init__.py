"""Annotations of an article: read, threaded, written, and in the formats of others."""
