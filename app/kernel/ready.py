"""Statements that are made once in a process: building and naming a large one costs many times what asking it does."""

from functools import lru_cache, wraps

from sqlalchemy.dialects import postgresql

from app.kernel.db import session

_DIALECT = postgresql.psycopg.dialect()


def ready(build):
    """Decorate `build(*words)`, which makes a select with `bindparam`s, so that it runs with values for them by name.

    For statements that depend on nothing but their words: neither on the tenant nor on who asks (the policies of the
    database hold the tenant, as for every other way). Lists in `IN` cannot be given. Changes in hand are written first.
    """

    @lru_cache(64)
    def made(*words):
        compiled = build(*words).compile(dialect=_DIALECT)
        return str(compiled), compiled.params

    @wraps(build)
    def run(*words, **values):
        statement, fixed = made(*words)
        session.flush()
        return session.connection().exec_driver_sql(statement, {**fixed, **values})

    return run
