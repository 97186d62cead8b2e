"""From a plan into the table: COPY into a temporary table, then one statement for all rows."""

from psycopg import sql

from app.kernel import clock, context
from app.kernel.copying import copied, copy_in
from app.kernel.db import session
from app.kernel.errors import Transient
from app.kernel.ids import new_id
from app.platform.audit import record_many
from app.platform.search.model import search_text_of
from app.records.imports.keeping import kept
from app.records.imports.model import ImportChange
from app.records.imports.telling import label_of, told
from app.records.kit.before import before_change
from app.records.kit.deriving import worked_out
from app.records.kit.extras import columns_for
from app.records.kit.numbering import number
from app.records.kit.plain import unspoken


class Stage:
    """What goes into the table of one record type. Everything happens in the caller's transaction."""

    def __init__(self, kind, origin, import_id=None):
        """`origin`: facts that go into every audit line (`file`, `import`). Rows can be taken back from `import_id`."""
        self.kind, self.origin, self.import_id = kind, origin, import_id
        self.now = clock.now()

    def create(self, planned):
        """Insert new rows with the defaults of the record type for what the file does not say."""
        kind = self.kind
        defaults = {f.name: f.default if f.default is not None else f.blank for f in kind.fields.values()}
        rows, new = [], [defaults | one.values for one in planned]
        number(kind, new)
        for values in new:
            values |= kind.derive(values, None)
            values |= worked_out(kind, values)
            values = columns_for(kind, values, None)
            values["id"], values["search_text"] = new_id(), self._search_text(values, None)
            rows.append(values)
        copy_in(kind.model, rows, {"changed_at": self.now, "created_by_id": context.actor().id})
        self.audit("created", ((row["id"], label_of(kind, row), self.origin) for row in rows))
        self._keep((row["id"], 1, None) for row in rows)

    def update(self, planned, verb="changed"):
        """Change rows that are still at the version the plan saw. Raises Transient when one is not."""
        if not planned:
            return
        kind, rows = self.kind, []
        before_change(kind, {one.before.id: one.changes for one in planned})
        for one in planned:
            values = one.values | kind.derive(one.values, one.before)
            values |= worked_out(kind, values, one.before)
            row = columns_for(kind, values, one.before.extra)
            row |= one.columns | {"id": one.before.id, "version": one.before.version}
            row["search_text"] = self._search_text(one.values, one.before)
            rows.append(row)
        for names, some in _alike(rows):
            self._update(names, some)
        self.audit(verb, self.told(planned))
        self._keep((one.before.id, one.before.version + 1, kept(kind, one)) for one in planned)

    def _update(self, names, rows):
        table = copied(
            self.kind.model,
            ["id", "version", *names],
            ([r["id"], r["version"], *(r[n] for n in names)] for r in rows),
        )
        given = sql.SQL(", ").join(sql.SQL("{0} = new.{0}").format(sql.Identifier(name)) for name in names)
        cursor = session.connection().connection.driver_connection.cursor()
        cursor.execute(
            sql.SQL(
                "UPDATE {} row SET {}, version = row.version + 1, changed_at = %s FROM {} new "
                "WHERE row.tenant_id = %s AND row.id = new.id AND row.version = new.version"
            ).format(sql.Identifier(self.kind.table), given, table),
            [self.now, context.tenant_id()],
        )
        if cursor.rowcount != len(rows):
            raise Transient("rows were changed by somebody else while the file went in")

    def audit(self, verb, lines):
        """A line of the trail for each `(id, label, details)`."""
        record_many(f"{self.kind.name}.{verb}", self.kind.table, lines)

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
        rows = [{"record_id": one, "version": version, "before": before} for one, version, before in lines]
        copy_in(ImportChange, rows, {"import_id": self.import_id})

    def _search_text(self, values, before):
        return search_text_of(
            values[name] if name in values else getattr(before, name, None)
            for name in self.kind.model.SEARCHED
        )


def _alike(rows):
    """Rows by the columns they set: a column that only some rows derive must not be blanked in the others."""
    groups = {}
    for row in rows:
        groups.setdefault(tuple(name for name in row if name not in ("id", "version")), []).append(row)
    return groups.items()
