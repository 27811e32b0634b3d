"""The bytes of a source to its text: every reader of a text format begins here."""

from digest.extract.decoding.decode import Decoded, binary_kind, clean, decode, decode_source

__all__ = ["Decoded", "binary_kind", "clean", "decode", "decode_source"]
