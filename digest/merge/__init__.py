"""A person's article and the converter's new version of it, merged so that no byte of the person's own is lost."""

from digest.merge.bodies import Dispute
from digest.merge.merge_articles import Change, Conflict, Merged, merge
from digest.merge.merge_memory import Memory

__all__ = ["Change", "Conflict", "Dispute", "Memory", "Merged", "merge"]
