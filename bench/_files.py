"""A file on its way in, by the import as it is and by `csv` + COPY, both watched."""

import csv
import io

from sqlalchemy import update

from app.kernel.db import db, session
from app.platform.jobs.model import Job
from app.records.imports import operations
from app.records.imports.model import Import
from app.records.layouts.shaping import shaped
from bench._ground import Watch, inside, middle, raw_connection


def written(header, rows, **dialect):
    """The bytes of a Shift_JIS file; what it has no letter for stands as a question mark."""
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows([header, *rows])
    return out.getvalue().encode("cp932", "replace")


def imported(kind, role, content, outcome, expected, **rules):
    """`(seconds, CPU seconds)` of the job of an import, of which so many rows have to have that outcome."""
    with inside(role):
        kind = shaped(kind)
        made = operations.upload(kind, io.BytesIO(content), "file.csv")
        assert len(made.mapping) == len(made.header), made.mapping
        session.flush()
        operations.match(kind, made, made.mapping, **rules)
        operations.start(kind, made)
        session.execute(update(Job).values(state="running"))
        session.commit()
        watch = Watch(session.connection().connection.driver_connection)
        operations.take_in(made.id)
        session.commit()
        took = watch.read()
        done = session.get(Import, (made.tenant_id, made.id), populate_existing=True)
        assert done.counts[outcome] == expected, done.counts
        session.commit()
    db.session.remove()
    return took


def copied(table, columns, content, count):
    """`(seconds, CPU seconds)` of the file into an emptied table."""
    with raw_connection() as raw:
        raw.execute(f"TRUNCATE {table}")
        watch = Watch(raw)
        rows = csv.reader(io.TextIOWrapper(io.BytesIO(content), "cp932", newline=""))
        next(rows)
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        took = watch.read()
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == count
    return took


def cpu(times):
    """The median of CPU seconds."""
    return middle(spent for _wall, spent in times)
