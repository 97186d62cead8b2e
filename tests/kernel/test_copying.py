"""Many rows at once hold what was given, what all have in common, and the defaults of the model."""

from decimal import Decimal

from sqlalchemy import select, text

from app.kernel import context, db
from app.kernel.copying import copied, copy_in
from app.masters.products.model import Product
from app.platform.jobs.model import Job


def test_rows_hold_what_is_theirs_what_they_share_and_the_defaults(inside, cast):
    with inside(cast.buyer):
        moment = db.database_now()
        rows = [{"name": "trial", "queue": queue, "arguments": {"of": queue}} for queue in ("a", "b")]
        assert copy_in(Job, rows, {"due_at": moment, "result": {"done": 1}}) == 2
        stored = db.session.scalars(select(Job).where(Job.name == "trial").order_by(Job.queue)).all()
        assert [(one.queue, one.arguments) for one in stored] == [("a", {"of": "a"}), ("b", {"of": "b"})]
        assert {(one.tenant_id, one.due_at, one.state, one.attempts) for one in stored} == {
            (context.tenant_id(), moment, "pending", 0)
        }
        assert [one.result for one in stored] == [{"done": 1}, {"done": 1}]
        assert stored[0].id != stored[1].id
        assert copy_in(Job, []) == 0


def test_no_nul_goes_in_and_what_only_looks_like_one_stays(inside, cast):
    with inside(cast.buyer):
        given = {"nul": "a\0b", "written": "\\u0000", "both": "\\\0", "nested": ["\0\0"]}
        copy_in(Job, [{"name": "tri\0al", "queue": "a", "arguments": given}], {"due_at": db.database_now()})
        stored = db.session.scalars(select(Job.arguments).where(Job.name == "trial")).one()
        assert stored == {"nul": "ab", "written": "\\u0000", "both": "\\", "nested": [""]}


def test_a_temporary_table_gives_way_to_the_next_one(inside, cast):
    with inside(cast.buyer):
        copied(Job, ["name", "arguments"], [["one", {"a": 1}]])
        copied(Job, ["name"], [["two"], ["three"]])
        names = db.session.scalars(text("SELECT name FROM pg_temp.copied_jobs ORDER BY name")).all()
        assert names == ["three", "two"]


def test_figures_go_in_as_exactly_as_they_are(inside, cast):
    with inside(cast.buyer):
        given = [
            {"code": f"T-{place}", "name": "部品", "tax_code": "10", "price": price}
            for place, price in enumerate((None, Decimal("0.5"), Decimal(1200), Decimal("12345678.25")))
        ]
        copy_in(Product, given, {"changed_at": db.database_now()})
        found = select(Product.price).where(Product.code.like("T-%")).order_by(Product.code)
        assert db.session.scalars(found).all() == [row["price"] for row in given]
