"""Departments as what a field of a record may point to, and as a list beside their tree."""

from sqlalchemy import column, func, select, table
from sqlalchemy.orm import column_property

from app.access.organisations.model import Organisation
from app.access.permissions import EDIT_ORGANISATIONS
from app.kernel import clock
from app.kernel.i18n import _l
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Field, Permissions, RecordType, linkable
from app.records.kit.documents import document
from app.records.kit.filters import Filter, Option

linkable("organisation", Organisation, "access.organisations")

_users = table("users", *map(column, ("tenant_id", "organisation_id", "state")))
_people = select(func.count()).where(
    _users.c.tenant_id == Organisation.tenant_id,
    _users.c.organisation_id == Organisation.id,
    _users.c.state != "disabled",
)
Organisation.people = column_property(_people.correlate_except(_users).scalar_subquery(), deferred=True)


def _closed():
    over = Condition("valid_until", "before", (clock.today(),))
    return (Option("", _l("All"), ()), Option("closed", _l("Closed departments"), (over,)))


_FIELDS = (
    Field("code", _l("Code"), "code", required=True),
    Field("name", _l("Department"), required=True),
    Field("parent_id", _l("Belongs to"), "link", link="organisation"),
    Field("head_id", _l("Head of the department"), "link", link="user"),
    Field("people", _l("People"), "number"),
    Field("valid_from", _l("First day"), "date"),
    Field("valid_until", _l("Last day"), "date"),
    Field("created_at", _l("Created at"), "datetime"),
)
ORGANISATION = document(
    RecordType(
        name="organisation",
        model=Organisation,
        label=_l("Department"),
        plural=_l("Departments"),
        path="/organisations",
        endpoint="access.organisations",
        icon="org",
        cards=(Card(_l("Department"), _FIELDS, "department"),),
        columns=("name", "code", "parent_id", "head_id", "people", "valid_from", "valid_until"),
        sorts=("path",),
        permissions=Permissions(EDIT_ORGANISATIONS, take_out=EDIT_ORGANISATIONS, work=EDIT_ORGANISATIONS),
        states=(),
        filters=(Filter("state", _l("State"), _closed),),
        placeholder=_l("Name or code"),
        first_step=_l("Departments decide who sees and approves what. Start with the one on top."),
        discussed=False,
    )
)
