"""Whether links that lead out of the site still lead somewhere: asked politely, and remembered for days.

Never a part of a build, nor of a check that does not ask for it. Addresses come from texts of strangers, so that only
hosts of the public internet are asked, nothing is sent but the address, and nothing is read but the head of an answer.
The story is `ask_all`: what is remembered and young enough is not asked again; each host is asked one thing at a time;
`outside_problems` tells what came of it. The client and the clock are handed in.
"""

from digest.check.external.answer import Answer, Remembered
from digest.check.external.ask_all import ask_all
from digest.check.external.clients import Client, Clock, Reply, UnreachableError
from digest.check.external.outside_problems import outside_problems

__all__ = [
    "Answer",
    "Client",
    "Clock",
    "Remembered",
    "Reply",
    "UnreachableError",
    "ask_all",
    "outside_problems",
]
