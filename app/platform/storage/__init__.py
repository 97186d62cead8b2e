"""Files: content-addressed, typed by what is inside them, one store per tenant."""

from app.platform.storage.keeping import keep, keep_bytes, laid, named, opened
from app.platform.storage.model import StoredFile

__all__ = ["StoredFile", "keep", "keep_bytes", "laid", "named", "opened"]
