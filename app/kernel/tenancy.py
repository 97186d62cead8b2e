"""One tenant's rows and nothing else.

First fence: the hook below adds the tenant to every ORM statement. Second: forced row-level security, which reads
`choba.tenant_id`, set for each transaction by `SET LOCAL`. Third: composite keys. Nobody writes the tenant by hand.
"""

import uuid
from contextlib import contextmanager
from functools import lru_cache

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, with_loader_criteria

from app.kernel import context, db
from app.kernel.errors import ChobaError
from app.kernel.ids import new_id
from app.kernel.inserting import insert_new


class TenantOwned:
    """A table that belongs to a tenant: primary key `(tenant_id, id)`."""

    tenant_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-2)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)


@event.listens_for(TenantOwned, "init", propagate=True)
def _give_id(row, args, kwargs):
    """The id exists before the flush: verbs hand it to jobs, audit and children at once."""
    kwargs.setdefault("id", new_id())


class ForeignTenantRow(ChobaError):
    """A row of another tenant reached a flush."""


def owned(*parts, immutable=False, searched=False, backup=True, **options):
    """`__table_args__` of a tenant table: keys and indexes are given without the tenant, which is put first.

    `immutable=True` lets the application insert and read but never change or delete (by grant).
    `searched=True` lets the search function (role `choba_search`) read it; the table has a `search_text`.
    `backup=False` keeps its rows out of every backup (see `left_out_of_backups`).
    """
    info = {"tenancy": "tenant", "immutable": immutable}
    if searched:
        info["searched"] = True
    if not backup:
        info["backup"] = False
    return (*parts, {"info": info, **options})


def left_out_of_backups():
    """Names of the tables whose rows no backup may hold, sorted: `pg_dump --exclude-table-data=…` for each."""
    return sorted(
        name for name, table in db.db.metadata.tables.items() if table.info.get("backup", True) is False
    )


def unshared(kind, *parts, **options):
    """`__table_args__` of a table outside the tenants; `kind` is 'global' or 'catalogue' (architecture §3)."""
    return (*parts, {"info": {"tenancy": kind, "immutable": False}, **options})


def in_room(*parts, immutable=False, **options):
    """`__table_args__` of a table of a shared room (trade): its participants' tenants see the rows, nobody else."""
    return (*parts, {"info": {"tenancy": "room", "immutable": immutable}, **options})


def refers(column, table, on_delete=None, **options):
    """Composite foreign key `(tenant_id, column)` → `table`. `on_delete='SET NULL'` blanks the column alone."""
    if on_delete == "SET NULL":
        on_delete = f"SET NULL ({column})"
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=on_delete, **options
    )


def unique(*columns, **options):
    """Unique within the tenant."""
    return UniqueConstraint("tenant_id", *columns, **options)


def index(*columns, **options):
    """Index that starts with the tenant. `unique=True, postgresql_where=…` makes a partial unique one."""
    name = options.pop("name", None)
    return Index(name, "tenant_id", *columns, **options)


def one(owner, key, target, **options):
    """Relationship `owner.key → target`: only the id is foreign, so blanking it never touches the tenant."""
    join = f"and_(foreign({owner}.{key}) == {target}.id, {owner}.tenant_id == {target}.tenant_id)"
    return relationship(target, primaryjoin=join, **options)


def many(owner, target, key, **options):
    """Relationship from `owner` to the `target` rows whose `key` names it."""
    join = f"and_(foreign({target}.{key}) == {owner}.id, {target}.tenant_id == {owner}.tenant_id)"
    return relationship(target, primaryjoin=join, **options)


def _set_local(connection, tenant_id):
    """A statement with a checked literal: Citus forwards `SET LOCAL` to its shards, not `set_config()`."""
    literal = uuid.UUID(str(tenant_id)) if tenant_id else ""
    connection.exec_driver_sql(f"SET LOCAL choba.tenant_id = '{literal}'")


@event.listens_for(Session, "after_begin")
def _announce_tenant(session, transaction, connection):
    if session.info.get("tenant_id"):
        return  # acting_for has announced it already
    tenant = context.tenant_id_or_none()
    if tenant or session.info.get("in_test"):
        _set_local(connection, tenant)


@event.listens_for(Session, "do_orm_execute")
def _only_this_tenant(state):
    if state.is_column_load or state.is_relationship_load:
        return
    if not _reads_owned(state):
        return
    tenant = state.session.info.get("tenant_id") or context.tenant_id()
    if state.is_select or state.is_update or state.is_delete:
        state.statement = state.statement.options(_rows_of(tenant))


def _reads_owned(state):
    """Whether the statement is about an owned table. Its first one is known already; to name all takes a while."""
    first = state.bind_mapper
    if first is not None and issubclass(first.class_, TenantOwned):
        return True
    return any(issubclass(mapper.class_, TenantOwned) for mapper in state.all_mappers)


@lru_cache(maxsize=256)
def _rows_of(tenant):
    return with_loader_criteria(TenantOwned, lambda cls: cls.tenant_id == tenant, include_aliases=True)


@event.listens_for(Session, "before_flush")
def _stamp(session, flush_context, instances):
    for row in session.new:
        if isinstance(row, TenantOwned) and row.tenant_id is None:
            row.tenant_id = session.info.get("tenant_id") or context.tenant_id()
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, TenantOwned) and row.tenant_id != (
            session.info.get("tenant_id") or context.tenant_id()
        ):
            raise ForeignTenantRow(f"{row!r} belongs to another tenant")


@event.listens_for(Session, "before_flush")
def _insert_for_another(session, flush_context, instances):
    if session.info.get("tenant_id"):
        insert_new(session)


def enter(tenant_id):
    """Make `tenant_id` (UUID, or None to leave) the tenant of this request, job or command."""
    context.set_tenant(tenant_id)
    outer = db.outermost()
    if outer.in_transaction():
        _set_local(outer.connection(), tenant_id)


@contextmanager
def entered(tenant_id):
    """Run a block inside a tenant: for jobs, commands and tests, between transactions."""
    before = context.tenant_id_or_none()
    enter(tenant_id)
    try:
        yield
    finally:
        db.outermost().expunge_all()
        enter(before)


@contextmanager
def acting_for(tenant_id):
    """Run a block in another tenant *inside the present transaction*. For `exchange` and the job runner alone.

    What is pending is flushed first; the block gets a session of its own on the same connection, so that no flush
    ever holds two tenants' rows. The caller's actor stays: the audit trail of the other side names the sender.
    """
    current, before = db.present_session(), context.tenant_id_or_none()
    current.flush()
    connection = current.connection()
    inner = Session(
        bind=connection,
        join_transaction_mode="rollback_only",
        expire_on_commit=False,
        info={"tenant_id": tenant_id},
    )
    inner_token, tenant_token = db._inner.set(inner), context.set_tenant(tenant_id)
    try:
        _set_local(connection, tenant_id)
        yield inner
        inner.flush()
    finally:
        db._inner.reset(inner_token)
        context._tenant.reset(tenant_token)
        inner.expunge_all()
        inner.info["closing"] = True
        if not connection.invalidated and connection.in_transaction():
            _restore(connection, before)
        inner.close()


@contextmanager
def apart(tenant_id):
    """Run a block in a short transaction of its own inside a tenant, committed at its end; the present one goes on.

    For what must stand whatever becomes of the present transaction (a renewed token), and for work after a commit.
    """
    own = Session(
        bind=db.outermost().get_bind(),
        join_transaction_mode="create_savepoint",
        expire_on_commit=False,
        info={"tenant_id": tenant_id},
    )
    inner_token, tenant_token = db._inner.set(own), context.set_tenant(tenant_id)
    try:
        with own, own.begin():
            _set_local(own.connection(), tenant_id)
            yield own
    finally:
        db._inner.reset(inner_token)
        context._tenant.reset(tenant_token)


def _restore(connection, tenant_id):
    """Give the connection back its tenant, unless the transaction already failed (it will be rolled back)."""
    driver = connection.connection.driver_connection
    if driver.info.transaction_status.name != "INERROR":
        _set_local(connection, tenant_id)
