"""The stories content/ -> the formats of others, and back: `digest annotations export` and `import`."""

from digest.exchange.exporting import Format, export
from digest.exchange.importing import Imported, import_files

__all__ = ["Format", "Imported", "export", "import_files"]
