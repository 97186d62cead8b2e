"""自社担当者: who of us is responsible. Accounts and the records of sales have a person in charge (主担当)."""

import uuid

from sqlalchemy import any_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from app.access.scopes.queries import scope_of
from app.access.users.model import User
from app.kernel import context
from app.kernel.db import once_in_transaction, session
from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Field
from app.records.kit.filters import Filter, Option
from app.records.lists.clauses import add_operator


class Responsible:
    """`owner_id` is the person in charge, `organisation_id` their department at the time."""

    owner_id: Mapped[uuid.UUID | None] = mapped_column(sort_order=60)
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(sort_order=61)


OWNER = Field("owner_id", _l("Person in charge"), "link", link="user", asks={"licence": "full"}, weighty=True)
DEPARTMENT = Field("organisation_id", _l("Department in charge"), "link", link="organisation")
RESPONSIBLE = Card(_l("In charge"), (OWNER, DEPARTMENT))


class _Departments:
    """The departments that count for the present actor, read when a list is asked for them."""

    def __init__(self, *, own=False):
        self.own = own

    def __iter__(self):
        return iter(scope_of(context.actor(), own=self.own))


def _scopes():
    who = context.actor()
    return (
        Option("", _l("The whole company"), ()),
        Option("own", _l("My own"), (Condition("owner_id", "worked on by", (who.id,)),)),
        Option(
            "department", _l("My department"), (Condition("organisation_id", "in", _Departments(own=True)),)
        ),
        Option("below", _l("With all below"), (Condition("organisation_id", "in", _Departments()),)),
    )


FURTHER: list = []
"""What packages above know of further owners: `user_id -> SQL array of the ids of records they work on`."""


def add_further(records_of):
    """Let 自分 find the records of `records_of(user_id)` too, beside those that somebody is in charge of."""
    FURTHER.append(records_of)


def _worked_on(model, column, values):
    """In charge, or among the further owners. The ids are one array, so that both sides are looked up by an index."""
    return or_(column == values[0], *(model.id == any_(records_of(values[0])) for records_of in FURTHER))


add_operator("worked on by", _worked_on)
SCOPE = Filter("scope", _l("In charge"), _scopes)
"""自分 / 自組織 / 自担当(配下含む) / 全社 (sales.md §2.3)."""


def in_charge(values, row):
    """Columns that follow from who is in charge: whoever enters a record that names nobody, and their department."""
    who = context.actor()
    if row is not None or values.get("owner_id"):
        return department_follows(values, row)
    if who.kind != "person":
        return {}
    return {"owner_id": who.id, "organisation_id": values.get("organisation_id") or who.organisation_id}


def department_follows(values, row):
    """The department of a new person in charge, where none was chosen with them."""
    owner = values.get("owner_id")
    if not owner or owner == getattr(row, "owner_id", None):
        return {}
    chosen, before = values.get("organisation_id"), getattr(row, "organisation_id", None)
    if chosen and chosen != before:
        return {}
    return {"organisation_id": colleagues()[owner].organisation_id} if owner in colleagues() else {}


def check_owner(values, row):
    """Refuse a person in charge whose licence does not let them work on records, and taking the last one away."""
    before = getattr(row, "owner_id", None)
    owner = values.get("owner_id", before)
    if owner == before:
        return
    if owner is None:
        raise Rejected("Somebody has to be in charge. Choose who takes over.", "owner_id")
    one = colleagues().get(owner)
    if one is not None and one.licence != "full":
        raise Rejected("%(name)s has no full licence and cannot be in charge.", "owner_id", name=one.name)


def colleagues():
    """`{id: row of name, licence, organisation_id}`, read once in a transaction: files ask for every row."""
    asked = select(User.id, User.name, User.licence, User.organisation_id)
    return once_in_transaction("colleagues", lambda: {one.id: one for one in session.execute(asked)})
