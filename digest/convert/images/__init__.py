"""Images of articles, stored beside them: copies of files that a saved page came with, and what is fetched."""

from digest.convert.images.storing import (
    FETCHED,
    FOLDER,
    Stored,
    companions,
    mark_local_images,
    place_images,
    store_images,
)

__all__ = ["FETCHED", "FOLDER", "Stored", "companions", "mark_local_images", "place_images", "store_images"]
