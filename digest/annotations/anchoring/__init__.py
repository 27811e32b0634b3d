"""From a quotation to its place in a text."""
