"""Rows of sales in any number, made by the database itself: one INSERT a table, defaults as the models have them."""

from sqlalchemy import Boolean, Text, literal
from sqlalchemy.dialects import postgresql

from app.kernel.db import db
from app.kernel.text import HIRAGANA, KATAKANA
from app.sales.phases.starting import begin
from bench._ground import as_owner, inside
from tests.support.people import Cast

THINGS = "ARRAY['搬送機','検査装置','加工機','塗装設備','研削盤','空調','分電盤','ロボット']"
ACTS = "ARRAY['更新','増設','点検','移設','見積','提案']"
PLACES = "ARRAY['横浜','川崎','浜松','岡山','仙台','北九州','富山','高崎','四日市','大田']"
FAMILIES = "ARRAY['佐藤','鈴木','高橋','田中','伊藤','渡辺','山本','中村','小林','加藤']"
GIVEN = "ARRAY['一郎','次郎','花子','健','恵子','誠','明美','浩','直樹','由美']"


def of(words, step=1):
    """SQL: the word for row `n`; the next one every `step` rows."""
    return f"({words})[1 + (n / {step}) % cardinality({words})]"


def make(model, count, first=1, **given):
    """Insert the rows number `first` up to `count` of a searched model; `given`: SQL of columns by name, with `n`."""
    columns = {"id": "uuidv7()", "tenant_id": f"'{Cast(db).buyer.tenant_id}'"} | given
    for column in model.__table__.columns:
        if column.name not in columns and column.server_default is None and not column.nullable:
            columns[column.name] = _usual(column)
    searched = "|| ' ' ||".join(f"made.{name}" for name in model.SEARCHED if name in given)
    columns.pop("search_text", None)
    types = {one.name: one.type.compile(postgresql.dialect()) for one in model.__table__.columns}
    inner = ", ".join(f"({sql})::{types[name]} AS {name}" for name, sql in columns.items())
    names = ", ".join(columns)
    as_owner(
        f"""INSERT INTO {model.__tablename__} ({names}, search_text)
            SELECT {names}, translate(lower(trim({searched})), '{KATAKANA}', '{HIRAGANA}')
              FROM (SELECT {inner} FROM generate_series({first}, {count}) n) made"""
    )


def _usual(column):
    default = column.default.arg if column.default is not None and column.default.is_scalar else None
    if default is None:
        return "''" if isinstance(column.type, Text) else "false" if isinstance(column.type, Boolean) else "0"
    bound = literal(default, column.type)
    return str(bound.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))


def without_search(tables, work):
    """Do `work()` while the tables have no index of letter pairs; making it afterwards is many times faster."""
    for table in tables:
        as_owner(f"DROP INDEX ix_{table}_search")
    work()
    for table in tables:
        as_owner(
            f"""CREATE INDEX ix_{table}_search ON {table} USING gin (search_pairs(search_text, tenant_id))
                WITH (gin_pending_list_limit = 256)"""
        )
        as_owner(f"VACUUM ANALYZE {table}")


def phases():
    """The usual phases of opportunities; commits."""
    with inside("sales_admin"):
        begin()
        db.session.commit()
