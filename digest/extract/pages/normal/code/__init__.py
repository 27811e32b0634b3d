"""Code in whatever markup: its lines, its language, and the labels that generators put around it."""
