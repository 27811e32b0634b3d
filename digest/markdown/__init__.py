"""The language of `content/`: CommonMark and the marks that this project adds to it.

Other rooms import these modules by their names, so that a command that reads no Markdown does not load the parser:

- `marks`, the table of marks, each of which is declared in a file of `rules`;
- `parser`, text to tokens, and `plain`, tokens or text to plain text;
- `escape`, plain text to Markdown;
- `source_map` and `text_positions`, where plain text stands in the Markdown, and `markup_boundaries`, where markup
  begins and ends;
- `links`, where links lead, `image_links` and `image_names`, which images a body shows;
- `note_definitions`, what notes say;
- `ids` and `html_escape`, for those who write HTML.
"""
