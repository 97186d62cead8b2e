"""People as what a field of a record may point to, and as readers of records."""

from app.access.users.model import User
from app.access.users.queries import actors_of
from app.records.disclosures.knowing import use_people
from app.records.kit.describing import linkable

linkable("user", User, "access.users", key="email")
use_people(actors_of)
