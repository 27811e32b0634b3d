"""The bytes of a source to its text."""
