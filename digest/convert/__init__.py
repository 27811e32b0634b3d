"""The story seeds/ -> content/: each source becomes an article, and nothing that a person wrote is touched.

What this face names is loaded when it is asked for: showing one article needs neither a merge nor what is remembered.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.convert.conversion import Conversion, convert
    from digest.convert.drafts import convert_file, explain_file
    from digest.convert.labels import topics_report
    from digest.convert.source_state import SourceState, source_state

__all__ = ["Conversion", "SourceState", "convert", "convert_file", "explain_file", "source_state", "topics_report"]

_MODULES = {
    "Conversion": "conversion",
    "SourceState": "source_state",
    "convert": "conversion",
    "convert_file": "drafts",
    "explain_file": "drafts",
    "source_state": "source_state",
    "topics_report": "labels",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_MODULES[name]}")
    # All that the module gives, since its own name stands for it from now on, and may be that of what it gives.
    globals().update({each: getattr(module, each) for each, of in _MODULES.items() if of == _MODULES[name]})
    return globals()[name]
