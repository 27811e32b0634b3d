"""markdown-it's chains of rules, which read the same and ask less.

markdown-it asks each rule at each line and each sign of a text. Most rules begin with certain characters alone, and are
asked only at these here; what every chain then still does for a block of plain text is done in one step.
"""

from digest.markdown.chains.block_chain import BlockChain
from digest.markdown.chains.inline_chain import InlineChain
from digest.markdown.chains.new_token import new_token

__all__ = ["BlockChain", "InlineChain", "new_token"]
