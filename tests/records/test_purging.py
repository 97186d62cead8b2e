"""What is gone for good: nothing of a purged record is left under its id but its trail."""

import io
from datetime import timedelta

from sqlalchemy import select, text

from app.kernel import clock
from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform import mail
from app.platform.notifications.model import Notification
from app.platform.storage import StoredFile, keep
from app.platform.webhooks.arranging import add
from app.records.attachments.operations import attach
from app.records.changes import operations
from app.records.changes.model import ChangedRecord, ChangeSet
from app.records.comments.operations import comment
from app.records.following.operations import favour, follow, note_view
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from tests.records.importing import a_file

STAYS = {"audit_entries", "jobs", "job_bells"}
"""The trail, which never changes, and the ledger of background work, which is swept by itself."""


def named_in(record_id):
    """`{table: rows}` of every tenant-owned table with a row that holds the id anywhere."""
    owned = "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'"
    tables = session.scalars(text(f"{owned} AND table_schema = 'public'")).all()
    found = {}
    for table in tables:
        rows = session.execute(
            text(f'SELECT to_jsonb(t) FROM "{table}" t WHERE to_jsonb(t)::text LIKE :id'),
            {"id": f"%{record_id}%"},
        ).all()
        if rows:
            found[table] = len(rows)
    return found


def change_of(action, record_id):
    """The change that did `action` to a record."""
    theirs = select(ChangedRecord.change_set_id).where(ChangedRecord.record_id == record_id)
    return session.scalars(
        select(ChangeSet).where(ChangeSet.action == action, ChangeSet.id.in_(theirs))
    ).one()


def test_nothing_refers_to_a_record_that_is_gone_for_good(product, inside, cast, run_jobs, take_in):
    with inside(cast.system_admin):
        configure("record:product", {"fields": {"x_plan": {"kind": "file", "label": {"ja": "図面"}}}}, "made")
    row, other = product("A", "平座金"), product("B", "板")
    take_in(a_file(["品目コード", "単位"], ["A", "箱"], ["B", "箱"]))
    with inside(cast.buyer):
        kind = shaped(PRODUCT)
        for one in (row, other):
            follow(kind, session.get(Product, (one.tenant_id, one.id)))
        session.commit()
    with inside(cast.master_admin) as who:
        add("在庫", "https://example.com/hook", ["product.changed"], by=who)
        for one in (row, other):
            live = session.get(Product, (one.tenant_id, one.id), populate_existing=True)
            comment(kind, live, "見ました")
            attach(kind, live, io.BytesIO(b"one"), "図.txt")
            plan = keep(io.BytesIO(b"%PDF-1.7"), "図.pdf", subject=live, purpose="field")
            session.flush()
            keeping.change(kind, live, {"x_plan": plan.id}, version=live.version)
            favour(kind, live)
            note_view(kind.name, live.id, who.id)
            mail.send("a@example.com", "mails/notice", to_name="あ", locale="ja", subject_id=live.id,
                      message="Saved.", path="/", values={})  # fmt: skip
        operations.ask_for(kind, question_from(kind, {"ids": [str(row.id), str(other.id)]}), "field",
                           {"field": "maker", "value": "神田"})  # fmt: skip
        operations.ask_for(kind, question_from(kind, {"ids": [str(row.id)]}), "delete")
        session.commit()
        assert {"comments", "attachments", "stored_files", "follows", "favourites", "recently_viewed", "notifications",
                "webhook_deliveries", "changed_records", "import_changes", "mails", "binned_records"} <= set(
            named_in(row.id))  # fmt: skip
        kept = named_in(other.id)
    with clock.frozen(clock.now() + timedelta(days=30, seconds=1)), inside(cast.master_admin):
        for action in ("field", "delete"):
            operations.expire(change_of(action, row.id))
        session.commit()
    with inside(cast.master_admin):
        assert set(named_in(row.id)) <= STAYS
        del kept["change_sets"]  # after thirty days a change forgets which rows were ticked
        kept["notifications"] -= 1  # the notice about both leads to the list now
        assert named_in(other.id) == kept
        assert session.scalars(select(StoredFile.name).where(StoredFile.purpose == "field")).all() == [
            "図.pdf"
        ]
        assert {one.subject_id for one in session.scalars(select(Notification))} == {other.id, None}
