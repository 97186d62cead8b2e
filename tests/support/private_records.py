"""A record type of the tests alone, whose records can be restricted: 案件 (deals), planted and taken out again."""

import os
from contextlib import contextmanager
from functools import cache

import psycopg
from flask import Blueprint
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import CreateIndex, CreateTable

from app.kernel.db import Base, Yen, db
from app.kernel.permissions import PERMISSIONS, permission
from app.kernel.tenancy import TenantOwned, index, unique
from app.records.disclosures.model import Restrictable
from app.records.kit.describing import (
    LINKS,
    RECORD_TYPES,
    Card,
    Field,
    Permissions,
    RecordType,
    State,
    register,
)
from app.records.kit.filters import state_filter
from app.records.kit.model import Recorded, recorded
from app.records.pages.views.making import record_pages
from app.web import menu

EVERYBODY = ("requester", "buyer", "approver", "inspector", "master_admin", "system_admin", "auditor")
RIGHTS = ("view", "edit", "import", "export")


@cache
def _model():
    import uuid

    class Deal(Restrictable, Recorded, TenantOwned, db.Model):
        """An opportunity that some may not know of."""

        __tablename__ = "trial_deals"
        __table_args__ = recorded(unique("code"), index("kana", "id"))
        SEARCHED = ("code", "name", "kana")

        code: Mapped[str]
        name: Mapped[str]
        kana: Mapped[str] = mapped_column(default="")
        amount: Mapped[Yen | None]
        owner_id: Mapped[uuid.UUID | None]
        twin_id: Mapped[uuid.UUID | None]

    return Deal


@cache
def deal():
    """The description of the record type."""
    states = (State("active", "有効", "done"), State("archived", "終了", "closed"))
    fields = (
        Field("code", "案件番号", "code", required=True),
        Field("name", "案件名", required=True),
        Field("kana", "よみ", "kana"),
        Field("amount", "見込金額", "yen"),
        Field("owner_id", "主担当", "link", link="user"),
        Field("twin_id", "関連案件", "link", link="trial_deal"),
    )
    return RecordType(
        name="trial_deal",
        model=_model(),
        label="案件",
        plural="案件",
        path="/trial-deals",
        endpoint="trial.deals",
        icon="target",
        cards=(Card("基本情報", fields),),
        columns=("code", "name", "amount", "owner_id", "twin_id"),
        sorts=("code", "kana"),
        permissions=Permissions(*(f"trial.deal.{one}" for one in RIGHTS)),
        states=states,
        filters=(state_filter(states, "状態", "有効"),),
        placeholder="番号、名前",
        first_step="最初の案件を登録します。",
        private=True,
        insiders=("owner_id",),
    )


@contextmanager
def planted():
    """The record type as if a package had brought it: described, permitted, mapped; nothing of it stays."""
    kind = deal()
    table, entries = kind.model.__table__, list(menu.ENTRIES)
    if table.name not in Base.metadata.tables:
        Base.metadata._add_table(table.name, None, table)
    for one in RIGHTS:
        permission(f"trial.deal.{one}", "Approvals", *EVERYBODY)
    register(kind)
    try:
        yield kind
    finally:
        Base.metadata.remove(table)
        menu.ENTRIES[:] = entries
        RECORD_TYPES.pop(kind.name)
        LINKS.pop(kind.name)
        for one in RIGHTS:
            PERMISSIONS.pop(f"trial.deal.{one}")


def offer(app, kind):
    """The screens of the record type in an application that has not answered anything yet."""
    parent = Blueprint("trial", __name__)
    parent.register_blueprint(record_pages(kind, __name__))
    app.register_blueprint(parent)


def create_table(kind, app_url):
    """The table in the database of `app_url`, by its owner, as a migration would."""
    url = make_url(os.environ["DATABASE_OWNER_URL"]).set(
        drivername="postgresql", database=make_url(app_url).database
    )
    table, own = kind.model.__table__, "tenant_id = current_setting('choba.tenant_id')::uuid"
    dialect = db.engine.dialect
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for one in sorted(table.indexes, key=lambda index: index.name):
            connection.execute(str(CreateIndex(one).compile(dialect=dialect)))
        connection.execute(f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY")
        connection.execute(f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY")
        connection.execute(f"CREATE POLICY own_tenant ON {table.name} USING ({own}) WITH CHECK ({own})")
        connection.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table.name} TO choba_app")
