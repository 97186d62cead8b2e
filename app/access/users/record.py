"""People as what a field of a record may point to, as readers of records, and as a list."""

from sqlalchemy import cast, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import column_property

from app.access.licences.rules import LABELS
from app.access.permissions import EDIT_USERS, EXPORT_USERS, VIEW_USERS
from app.access.roles.model import Role, UserRole
from app.access.roles.queries import roles
from app.access.users.model import User
from app.access.users.queries import actors_of
from app.kernel.i18n import _l, translate
from app.records.disclosures.knowing import use_people
from app.records.kit.describing import Card, Field, Permissions, RecordType, linkable
from app.records.kit.documents import document
from app.records.kit.filters import choice_filter

linkable("user", User, "access.users", key="email")
use_people(actors_of)

STATES = {
    "invited": (_l("Invited"), "waiting"),
    "active": (_l("Active"), "done"),
    "disabled": (_l("Switched off"), "closed"),
}
"""How a colleague stands: label and tone."""
_held = (
    select(func.coalesce(func.jsonb_agg(Role.name), cast([], JSONB), type_=JSONB))
    .join(UserRole, (UserRole.tenant_id == Role.tenant_id) & (UserRole.role_id == Role.id))
    .where(UserRole.tenant_id == User.tenant_id, UserRole.user_id == User.id)
    .correlate_except(Role, UserRole)
)
User.roles_held = column_property(_held.scalar_subquery(), deferred=True)
"""Names of the roles; those that every tenant starts with are English sentences."""


def _offered_roles():
    return [(one.name, one.label) for one in roles()]


def _said_roles(names):
    return translate(", ").join(translate(one) for one in names or ())


_STATE = Field(
    "state",
    _l("State"),
    "choice",
    choices=tuple((code, label) for code, (label, _tone) in STATES.items()),
    tones={code: tone for code, (_label, tone) in STATES.items()},
)
_LICENCE = Field("licence", _l("Licence"), "choice", choices=tuple(LABELS.items()))
_PERSON = (
    Field("name", _l("Name"), required=True),
    Field("kana", _l("Name in kana"), "kana"),
    Field("email", _l("E-mail address"), "email"),
    Field("phone", _l("Telephone")),
    Field("organisation_id", _l("Department"), "link", link="organisation"),
    Field("title", _l("Job title")),
)
_ACCESS = (
    _STATE,
    Field("roles_held", _l("Roles"), "many", choices=_offered_roles, write=_said_roles),
    _LICENCE,
    Field("last_seen_at", _l("Last seen"), "datetime"),
    Field("created_at", _l("Created at"), "datetime"),
)
USER = document(
    RecordType(
        name="user",
        model=User,
        label=_l("Colleague"),
        plural=_l("Colleagues"),
        path="/users",
        endpoint="access.users",
        icon="users",
        cards=(Card(_l("About this colleague"), _PERSON, "person"), Card(_l("Access"), _ACCESS, "access")),
        columns=(
            "name",
            "state",
            "organisation_id",
            "title",
            "roles_held",
            "licence",
            "email",
            "last_seen_at",
        ),
        sorts=("kana", "email"),
        permissions=Permissions(VIEW_USERS, take_out=EXPORT_USERS, work=EDIT_USERS),
        states=(),
        filters=(choice_filter(_STATE, _l("All")), choice_filter(_LICENCE, _l("All"))),
        key="email",
        placeholder=_l("Name or e-mail address"),
        first_step=_l("Please change the search, or invite a colleague."),
        discussed=False,
    )
)
