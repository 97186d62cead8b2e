"""自社担当者: who of us is responsible. Accounts and the records of sales have a person in charge (主担当)."""

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import context
from app.kernel.i18n import _l
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Field, Filter, Option


class Responsible:
    """`owner_id` is the person in charge, `organisation_id` their department at the time."""

    owner_id: Mapped[uuid.UUID | None] = mapped_column(sort_order=60)
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(sort_order=61)


OWNER = Field("owner_id", _l("Person in charge"), "link", link="user")
DEPARTMENT = Field("organisation_id", _l("Department in charge"), "link", link="organisation")
RESPONSIBLE = Card(_l("In charge"), (OWNER, DEPARTMENT))


def _scopes():
    who = context.actor()
    departments = tuple(sorted(who.organisation_ids))
    return (
        Option("", _l("The whole company"), ()),
        Option("own", _l("My own"), (Condition("owner_id", "in", (who.id,)),)),
        Option(
            "department", _l("My department"), (Condition("organisation_id", "in", (who.organisation_id,)),)
        ),
        Option("below", _l("With all below"), (Condition("organisation_id", "in", departments),)),
    )


SCOPE = Filter("scope", _l("In charge"), _scopes)
"""自分 / 自組織 / 自担当(配下含む) / 全社 (sales.md §2.3)."""


def in_charge(values, row):
    """Columns of a new record that names nobody: whoever enters it is in charge, with their department."""
    who = context.actor()
    if row is not None or values.get("owner_id") or who.kind != "person":
        return {}
    return {"owner_id": who.id, "organisation_id": values.get("organisation_id") or who.organisation_id}
