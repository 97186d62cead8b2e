"""From a plan into the table: COPY into a temporary table, then one statement for all rows."""

import orjson
from psycopg import sql

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Transient
from app.kernel.ids import new_id
from app.platform.audit.recording import plain
from app.platform.search.model import search_text_of
from app.records.imports.keeping import kept
from app.records.imports.telling import label_of, told
from app.records.kit.deriving import worked_out
from app.records.kit.extras import columns_for
from app.records.kit.plain import unspoken


class Stage:
    """The temporary tables of one import. Everything happens in the caller's transaction."""

    def __init__(self, kind, origin, import_id=None):
        """`origin`: facts that go into every audit line (`file`, `import`). Rows can be taken back from `import_id`."""
        self.kind, self.origin, self.import_id = kind, origin, import_id
        self.table = sql.Identifier(kind.table)
        self.cursor = session.connection().connection.driver_connection.cursor()
        self.now = clock.now()

    def create(self, planned):
        """Insert new rows with the defaults of the record type for what the file does not say."""
        kind = self.kind
        defaults = {f.name: f.default if f.default is not None else f.blank for f in kind.fields.values()}
        rows = []
        for one in planned:
            values = defaults | one.values
            values |= kind.derive(values, None)
            values |= worked_out(kind, values)
            values = _as_json(columns_for(kind, values, None))
            values["id"], values["search_text"] = new_id(), self._search_text(values, None)
            rows.append(values)
        if not rows:
            return
        constants = _scalar_defaults(kind.model, rows[0]) | {
            "changed_at": self.now,
            "created_by_id": context.actor().id,
        }
        names = list(rows[0])
        self._copy("import_rows", names, ([row[name] for name in names] for row in rows))
        columns = sql.SQL(", ").join(map(sql.Identifier, names))
        fixed = sql.SQL(", ").join(map(sql.Identifier, constants))
        self.cursor.execute(
            sql.SQL("INSERT INTO {} (tenant_id, {}, {}) SELECT %s, {}, {} FROM import_rows").format(
                self.table, columns, fixed, columns, sql.SQL(", ").join([sql.Placeholder()] * len(constants))
            ),
            [context.tenant_id(), *constants.values()],
        )
        self.audit("created", ((row["id"], label_of(kind, row), self.origin) for row in rows))
        self._keep((row["id"], 1, None) for row in rows)

    def update(self, planned, verb="changed"):
        """Change rows that are still at the version the plan saw. Raises Transient when one is not."""
        if not planned:
            return
        kind, rows = self.kind, []
        kind.before_change({one.before.id: one.changes for one in planned})
        for one in planned:
            values = one.values | kind.derive(one.values, one.before)
            values |= worked_out(kind, values, one.before)
            row = _as_json(columns_for(kind, values, one.before.extra))
            row |= one.columns | {"id": one.before.id, "version": one.before.version}
            row["search_text"] = self._search_text(one.values, one.before)
            rows.append(row)
        for names, some in _alike(rows):
            self._update(names, some)
        self.audit(verb, self.told(planned))
        self._keep((one.before.id, one.before.version + 1, kept(kind, one)) for one in planned)

    def _update(self, names, rows):
        self._copy(
            "import_rows",
            ["id", "version", *names],
            ([r["id"], r["version"], *(r[n] for n in names)] for r in rows),
        )
        given = sql.SQL(", ").join(sql.SQL("{0} = new.{0}").format(sql.Identifier(name)) for name in names)
        self.cursor.execute(
            sql.SQL(
                "UPDATE {} row SET {}, version = row.version + 1, changed_at = %s FROM import_rows new "
                "WHERE row.tenant_id = %s AND row.id = new.id AND row.version = new.version"
            ).format(self.table, given),
            [self.now, context.tenant_id()],
        )
        if self.cursor.rowcount != len(rows):
            raise Transient("rows were changed by somebody else while the file went in")

    def _copy(self, name, columns, rows):
        target, listed = sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
        self.cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(target))
        self.cursor.execute(
            sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                target, listed, self.table
            )
        )
        with self.cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(target, listed)) as copy:
            for row in rows:
                copy.write_row(row)

    def audit(self, verb, lines):
        """A line of the trail for each `(id, label, details)`."""
        who, where = context.actor(), context.origin()
        stand_in = who.acting_for
        lines = list(lines)  # telling them may ask the database, which cannot answer while it copies
        self.cursor.execute("DROP TABLE IF EXISTS pg_temp.import_trail")
        self.cursor.execute(
            "CREATE TEMP TABLE import_trail ON COMMIT DROP AS "
            "SELECT id, subject_id, subject_label, details FROM audit_entries WITH NO DATA"
        )
        with self.cursor.copy("COPY import_trail FROM STDIN") as copy:
            for subject_id, label, details in lines:
                copy.write_row(
                    [new_id(), subject_id, label[:200], orjson.dumps(plain(where.extra | details)).decode()]
                )
        self.cursor.execute(
            "INSERT INTO audit_entries (tenant_id, id, at, verb, subject_type, subject_id, subject_label, actor_id,"
            " actor_name, for_actor_id, for_actor_name, address, request_id, details) "
            "SELECT %s, id, %s, %s, %s, subject_id, subject_label, %s, %s, %s, %s, %s, %s, details FROM import_trail",
            [
                context.tenant_id(), self.now, f"{self.kind.name}.{verb}", self.kind.table, who.id, who.name,
                stand_in and stand_in.id, stand_in and stand_in.name, where.address, where.request_id,
            ],
        )  # fmt: skip

    def told(self, planned):
        """`(id, label, details)` of changed rows."""
        for one, changes in told(self.kind, planned):
            details = (
                {"changes": changes, **unspoken(self.kind.fields, one.changes, changes)} if changes else {}
            )
            yield one.before.id, label_of(self.kind, one.values, one.before), self.origin | details

    def _keep(self, lines):
        """Note `(id, version, former values)` of rows, so that they can be taken back."""
        if self.import_id is None:
            return
        self.cursor.execute("DROP TABLE IF EXISTS pg_temp.import_kept")
        self.cursor.execute(
            "CREATE TEMP TABLE import_kept (record_id uuid, version bigint, before jsonb) ON COMMIT DROP"
        )
        with self.cursor.copy("COPY import_kept FROM STDIN") as copy:
            for record_id, version, before in lines:
                packed = None if before is None else orjson.dumps(before).decode()
                copy.write_row([record_id, version, packed])
        self.cursor.execute(
            "INSERT INTO import_changes (tenant_id, id, import_id, record_id, version, before, undone) "
            "SELECT %s, gen_random_uuid(), %s, record_id, version, before, false FROM import_kept",
            [context.tenant_id(), self.import_id],
        )

    def _search_text(self, values, before):
        return search_text_of(
            values[name] if name in values else getattr(before, name, None)
            for name in self.kind.model.SEARCHED
        )


def _as_json(columns):
    """`columns` with what COPY wants as text."""
    return columns | {"extra": orjson.dumps(columns["extra"]).decode()} if "extra" in columns else columns


def _alike(rows):
    """Rows by the columns they set: a column that only some rows derive must not be blanked in the others."""
    groups = {}
    for row in rows:
        groups.setdefault(tuple(name for name in row if name not in ("id", "version")), []).append(row)
    return groups.items()


def _scalar_defaults(model, given):
    return {
        column.name: column.default.arg
        for column in model.__table__.columns
        if column.default is not None and column.default.is_scalar and column.name not in given
    }
