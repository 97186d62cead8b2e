"""Groups as what a field of a record may point to."""

from app.access.groups.model import Group
from app.records.kit.describing import linkable

linkable("group", Group, "access.groups", key="name")
