"""What an installation compiles once: the code of patterns, and of functions that are generated as source text."""
