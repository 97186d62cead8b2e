"""What own fields may lead to besides records, people and departments: the file in a field of kind `file`."""

from app.platform.storage import StoredFile
from app.records.kit.describing import linkable
from app.records.layouts.shaping import FILES

linkable(FILES, StoredFile, "platform.files", key="name", title="name")
