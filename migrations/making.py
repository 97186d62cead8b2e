"""Tables of tenants in a few words: columns by kind, keys that start with the tenant, policies (architecture §3)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.searching import index_search
from migrations.tenancy import isolate

_KINDS = {
    "id": sa.UUID,
    "text": sa.Text,
    "number": sa.BigInteger,
    "exact": lambda: sa.Numeric(18, 4),
    "flag": sa.Boolean,
    "day": sa.Date,
    "moment": lambda: sa.DateTime(timezone=True),
    "json": lambda: postgresql.JSONB(astext_type=sa.Text()),
    "sealed": sa.LargeBinary,
}


def columns(kind, *names, nullable=False, default=None):
    """Columns of one kind (see _KINDS). `default` is the server's, as SQL text."""
    server = None if default is None else sa.text(default)
    return [sa.Column(name, _KINDS[kind](), nullable=nullable, server_default=server) for name in names]


def stamps(*names):
    """Moments that the database's clock fills."""
    return columns("moment", *names, default="clock_timestamp()")


def record_columns():
    """What `Recorded` brings: state, version, own fields and their slots, the text one searches in."""
    return [
        *columns("text", "state", "search_text"),
        *columns("text", "archived_from", nullable=True),
        *columns("json", "extra", default="'{}'"),
        *columns("number", "version"),
        *stamps("created_at", "changed_at"),
        *columns("id", "created_by_id", nullable=True),
        *columns("text", *_slots("text"), nullable=True),
        *columns("number", *_slots("number"), nullable=True),
        *columns("day", *_slots("day"), nullable=True),
    ]


def _slots(kind):
    return [f"slot_{kind}_{number}" for number in range(1, 6)]


def refers(table, column, target, on_delete=None):
    """Composite foreign key; `on_delete='SET NULL'` blanks the column alone."""
    if on_delete == "SET NULL":
        on_delete = f"SET NULL ({column})"
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
        ondelete=on_delete,
    )


def unique(table, *names, nulls_alike=False):
    """Unique within the tenant. `nulls_alike`: two rows with nothing there are the same too."""
    return sa.UniqueConstraint(
        "tenant_id",
        *names,
        name=op.f(f"uq_{table}_tenant_id_{'_'.join(names)}"),
        postgresql_nulls_not_distinct=nulls_alike,
    )


def check(table, name, rule):
    """A rule for every row."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def make(table, *parts, indexes=(), immutable=False, searched=False):
    """Create the table with its policies. `indexes`: tuples of columns, the tenant is put first."""
    info = {"tenancy": "tenant", "immutable": immutable}
    if searched:
        info["searched"] = True
    key = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}"))
    op.create_table(table, *columns("id", "tenant_id", "id"), *parts, key, info=info)
    isolate(table, immutable=immutable, searched=searched)
    for names in indexes:
        index(table, *names)


def make_record(table, *parts, indexes=()):
    """Create the table of a business record: `make` with `record_columns`, found by text and sorted by change."""
    make(table, *parts, *record_columns(), indexes=(*indexes, ("changed_at", "id")), searched=True)
    for slot in (name for kind in ("text", "number", "day") for name in _slots(kind)):
        index(table, slot, "id", where=f"{slot} IS NOT NULL")
    index_search(table)


def index(table, *names, where=None, unique=False, name=None):
    """An index that starts with the tenant, over all rows or those of `where`."""
    op.create_index(
        name or op.f(f"ix_{table}_tenant_id_{'_'.join(names)}"),
        table,
        ["tenant_id", *names],
        unique=unique,
        postgresql_where=None if where is None else sa.text(where),
    )
