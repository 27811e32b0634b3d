"""A person's article and the converter's new version of it, merged so that no byte of the person's own is lost."""

from digest.merge.merge_articles import Change, Conflict, Merged, merge
from digest.merge.merge_bodies import Dispute
from digest.merge.merge_state import MergeState, dump_state, parse_state

__all__ = ["Change", "Conflict", "Dispute", "MergeState", "Merged", "dump_state", "merge", "parse_state"]
