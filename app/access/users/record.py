"""People as what a field of a record may point to."""

from app.access.users.model import User
from app.records.kit.describing import linkable

linkable("user", User, "access.users", key="email")
