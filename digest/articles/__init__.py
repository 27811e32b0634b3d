"""A file of `content/`: its front matter, its properties, what its path says, and the library of all files."""
