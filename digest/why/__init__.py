"""Answers the question why something is as it is: an article that is not there, its week, its topics, its page.

What is told comes from where it is decided: the plan of the site, the rules that chose, the build's own reasons.
"""

from digest.why.answers import why
from digest.why.fact import Answer, Fact, answer_json, answer_lines

__all__ = ["Answer", "Fact", "answer_json", "answer_lines", "why"]
