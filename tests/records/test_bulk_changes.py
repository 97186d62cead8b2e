"""One change of many records, its undo, and the bin."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.masters.partners.banking import add_account
from app.masters.partners.model import Partner, PartnerBankAccount
from app.masters.partners.record import PARTNER
from app.masters.products.model import Product, ProductPrice
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.records.bin.model import BinnedRecord
from app.records.changes import operations
from app.records.changes.model import ChangedRecord
from app.records.changes.queries import lines_of, undo_of
from app.records.kit import keeping
from app.records.lists.asking import question_from

ALL = {}


def ask(kind, action, content=None, **arguments):
    return operations.ask_for(kind, question_from(kind, arguments), action, content)


def field(name, value):
    return {"field": name, "value": value}


def products(*names):
    found = session.execute(
        select(*(getattr(Product, name) for name in ("code", *names))).order_by(Product.code)
    )
    return [tuple(row) for row in found]


def raw():
    """Every column of every product as the database holds it, but for what counts changes."""
    rows = session.connection().exec_driver_sql(
        "SELECT code, to_jsonb(p) - 'version' - 'changed_at' FROM products p ORDER BY code"
    )
    return dict(rows.all())


@pytest.fixture
def three(product):
    return [
        product("A-1", "平座金", price=120),
        product("B-2", "六角ボルト"),
        product("C-3", "板", unit="枚"),
    ]


def test_a_field_of_all_rows_that_answer_is_changed_and_counted(three, inside, cast):
    with inside(cast.master_admin):
        change = ask(PRODUCT, "field", field("unit", "枚"))
        assert (change.state, change.counts) == ("done", {"done": 2, "unchanged": 1})
        assert products("unit", "version") == [("A-1", "枚", 2), ("B-2", "枚", 2), ("C-3", "枚", 1)]
        trail = session.scalars(select(AuditEntry).where(AuditEntry.verb == "product.changed")).all()
        assert [one.details["changes"] for one in trail] == [{"unit": ["個", "枚"]}] * 2


def test_ticked_rows_are_changed_and_no_others(three, inside, cast):
    with inside(cast.master_admin):
        ask(PRODUCT, "field", field("maker", "神田"), ids=[str(three[1].id)])
        assert products("maker") == [("A-1", ""), ("B-2", "神田"), ("C-3", "")]


def test_ids_that_cannot_be_read_are_no_rows_rather_than_all(three, inside, cast):
    with inside(cast.master_admin):
        change = ask(PRODUCT, "field", field("maker", "神田"), ids=["nonsense"])
        assert change.counts == {"refused": 1}
        assert products("maker") == [("A-1", ""), ("B-2", ""), ("C-3", "")]


def test_a_ticked_row_that_is_out_of_the_list_by_now_is_listed_with_the_reason(three, inside, cast):
    with inside(cast.master_admin):
        keeping.archive(PRODUCT, session.get(Product, (three[0].tenant_id, three[0].id)))
        change = ask(PRODUCT, "field", field("maker", "神田"), ids=[str(one.id) for one in three[:2]])
        assert change.counts == {"done": 1, "refused": 1}
        [(record_id, _label, outcome, reason)] = lines_of(change)
        assert (record_id, outcome) == (three[0].id, "refused")
        assert reason == "一覧の条件に合わなくなったか、閲覧できない行です。"


def test_what_the_record_type_refuses_is_listed_and_the_rest_goes_on(partner, inside, cast):
    partner("S-1", "神田鋼材")
    partner("S-2", "東海商事", is_customer=True)
    with inside(cast.master_admin):
        change = ask(PARTNER, "field", field("is_supplier", False))
        assert change.counts == {"done": 1, "refused": 1}
        assert [(label, outcome) for _id, label, outcome, _reason in lines_of(change)] == [
            ("S-1 神田鋼材", "refused")
        ]
        flags = session.execute(select(Partner.code, Partner.is_supplier).order_by(Partner.code)).all()
        assert [tuple(one) for one in flags] == [("S-1", True), ("S-2", False)]


def test_nothing_chosen_is_refused(inside, cast):
    with inside(cast.master_admin), pytest.raises(Rejected):
        ask(PRODUCT, "archive")


def test_an_undo_gives_back_every_column_and_leaves_touched_rows(three, inside, cast):
    with inside(cast.master_admin):
        before = raw()
        change = ask(PRODUCT, "field", field("price", "99.5"))
        row = session.get(Product, (three[1].tenant_id, three[1].id), populate_existing=True)
        keeping.change(PRODUCT, row, {"maker": "神田"}, version=2)
        touched = raw()["B-2"]
        undone = operations.undo(PRODUCT, change)
        assert undone.counts == {"done": 2, "refused": 1}
        assert raw() == {**before, "B-2": touched}
        [(record_id, label, outcome, reason)] = lines_of(undone)
        assert (record_id, label, outcome) == (three[1].id, "B-2 六角ボルト", "refused")
        assert reason == "その後に変更されたため、そのままにしました。"


def test_a_change_is_undone_once(three, inside, cast):
    with inside(cast.master_admin):
        change = ask(PRODUCT, "archive")
        operations.undo(PRODUCT, change)
        with pytest.raises(Conflict):
            operations.undo(PRODUCT, change)
        assert products("state", "version") == [
            ("A-1", "active", 3),
            ("B-2", "active", 3),
            ("C-3", "active", 3),
        ]
        verbs = session.scalars(select(AuditEntry.verb).order_by(AuditEntry.at, AuditEntry.id)).all()
        assert verbs.count("product.archived") == verbs.count("product.restored") == 3


def test_after_thirty_days_nothing_is_undone_and_the_former_values_are_gone(three, inside, cast, run_jobs):
    with inside(cast.master_admin):
        change = ask(PRODUCT, "field", field("unit", "箱"))
        session.commit()
    with clock.frozen(clock.now() + timedelta(days=30, seconds=1)):
        assert run_jobs() == ["records.changes.expire"]
        with inside(cast.master_admin):
            assert [one.before for one in session.scalars(select(ChangedRecord))] == [{}, {}, {}]
            with pytest.raises(Rejected):
                operations.undo(PRODUCT, operations.change_of(change.id))
            assert {one for _code, one in products("unit")} == {"箱"}


def test_many_rows_are_changed_by_a_job_as_the_person_who_asked(product, inside, cast, run_jobs):
    for number in range(operations.AT_ONCE + 1):
        product(f"P-{number:03}", "品")
    with inside(cast.buyer):
        change = ask(PRODUCT, "field", field("unit", "箱"), q="品")
        assert (change.state, change.counts) == ("pending", {})
        assert {one for _code, one in products("unit")} == {"個"}
        session.commit()
    assert run_jobs() == ["records.changes.carry_out"]
    with inside(cast.buyer):
        change = operations.change_of(change.id)
        assert (change.state, change.counts) == ("done", {"done": 51})
        by = session.scalars(select(AuditEntry.actor_id).where(AuditEntry.verb == "product.changed")).all()
        assert set(by) == {cast.buyer.user_id}
        undone = operations.undo(PRODUCT, change)
        session.commit()
    assert run_jobs() == ["records.changes.carry_out"]
    with inside(cast.buyer):
        assert operations.change_of(undone.id).counts == {"done": 51}
        assert {one for _code, one in products("unit")} == {"個"}


def test_a_deleted_record_is_nowhere_and_comes_back_whole(partner, inside, cast):
    made = partner("S-1", "神田鋼材", over_tolerance_percent=Decimal("2.5"))
    account = {"bank_code": "0001", "bank_name": "みずほ", "branch_code": "001", "branch_name": "本店"}
    with inside(cast.master_admin):
        row = session.get(Partner, (made.tenant_id, made.id))
        add_account(row, {**account, "account_number": "1234567", "holder_kana": "カンダ"})
        session.flush()

        def whole():
            return [
                session.connection().exec_driver_sql(f"SELECT to_jsonb(t) - 'changed_at' FROM {t} t").all()
                for t in ("partners", "partner_bank_accounts")
            ]

        before = whole()
        change = ask(PARTNER, "delete", ids=[str(made.id)])
        assert change.counts == {"done": 1}
        assert whole() == [[], []]
        operations.undo(PARTNER, change)
        assert whole() == before
        assert list(session.scalars(select(BinnedRecord))) == []
        verbs = session.scalars(select(AuditEntry.verb).order_by(AuditEntry.at, AuditEntry.id)).all()
        assert verbs[-4:] == [
            "partner.deleted",
            "partner.bulk_delete",
            "partner.undeleted",
            "partner.bulk_undo",
        ]


def test_what_something_refers_to_is_archived_instead(category, product, inside, cast):
    from app.masters.categories.record import CATEGORY

    made = category("10", "鋼材")
    category("20", "工具")
    product("A-1", "平座金", category_id=made.id)
    with inside(cast.master_admin):
        change = ask(CATEGORY, "delete")
        assert change.counts == {"done": 2}
        [(record_id, _label, outcome, reason)] = lines_of(change)
        assert (record_id, outcome) == (made.id, "done")
        assert reason == "他のデータから参照されているため、削除せずにアーカイブしました。"
        states = session.execute(select(CATEGORY.model.code, CATEGORY.model.state)).all()
        assert [tuple(one) for one in states] == [("10", "archived")]
        assert operations.undo(CATEGORY, change).counts == {"done": 2}
        states = session.execute(select(CATEGORY.model.code, CATEGORY.model.state)).all()
        assert sorted(tuple(one) for one in states) == [("10", "active"), ("20", "active")]


def test_a_record_whose_code_was_given_away_stays_in_the_bin(three, product, inside, cast):
    with inside(cast.master_admin):
        change = ask(PRODUCT, "delete", ids=[str(three[0].id), str(three[1].id)])
    product("A-1", "別の品")
    with inside(cast.master_admin):
        undone = operations.undo(PRODUCT, operations.change_of(change.id))
        assert undone.counts == {"done": 1, "refused": 1}
        assert [label for _id, label, _o, _r in lines_of(undone)] == ["A-1 平座金"]
        assert session.scalars(select(BinnedRecord.label)).all() == ["A-1 平座金"]
        assert products("name") == [("A-1", "別の品"), ("B-2", "六角ボルト"), ("C-3", "板")]


def test_after_thirty_days_a_deleted_record_is_a_line_of_the_trail(three, inside, cast, run_jobs):
    with inside(cast.master_admin):
        session.add(ProductPrice(product_id=three[0].id, valid_from=clock.today(), price=1))
        session.flush()
        ask(PRODUCT, "delete", ids=[str(three[0].id)])
        session.commit()
    with clock.frozen(clock.now() + timedelta(days=30, seconds=1)):
        assert run_jobs() == ["records.changes.expire"]
    with inside(cast.master_admin):
        assert session.scalars(select(BinnedRecord.id)).all() == []
        assert session.scalars(select(ProductPrice.id)).all() == []
        [stone] = session.scalars(select(AuditEntry).where(AuditEntry.verb == "product.purged"))
        assert (stone.subject_id, stone.subject_label, stone.details["deleted_by"]) == (
            three[0].id,
            "A-1 平座金",
            "master_admin yamada",
        )


def test_a_bank_account_of_another_partner_stays(partner, inside, cast):
    one, other = partner("S-1", "神田鋼材"), partner("S-2", "東海商事")
    account = {"bank_code": "0001", "bank_name": "みずほ", "branch_code": "001", "branch_name": "本店"}
    with inside(cast.master_admin):
        for made in (one, other):
            row = session.get(Partner, (made.tenant_id, made.id))
            add_account(row, {**account, "account_number": "1234567", "holder_kana": "カンダ"})
        session.flush()
        ask(PARTNER, "delete", ids=[str(one.id)])
        assert session.scalars(select(PartnerBankAccount.partner_id)).all() == [other.id]


def test_undoing_from_another_tenant_finds_nothing(three, inside, cast):
    with inside(cast.master_admin):
        change = ask(PRODUCT, "archive")
    with inside(cast.person("foreign", "master_admin")):
        from app.records.changes.queries import change_sets

        assert session.scalars(change_sets(PRODUCT)).all() == []
        assert undo_of(change) is None
