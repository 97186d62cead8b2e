"""Connections of different tenants beside one another, with real commits: walls against raw SQL, and races."""

from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import text

from app.kernel.db import db
from app.kernel.errors import Conflict, Missing, Rejected
from app.trade.desk.operations import say, set_own_number
from app.trade.documents.model import DealKey, DocumentAccess, DocumentFile
from app.trade.removals.removing import remove
from app.trade.rooms.queries import enter
from tests.support.at_once import application_elsewhere, race, transaction
from tests.support.people import fixed_id
from tests.trade.companies import settled
from tests.trade.test_documents import INVOICE, begun, sent
from tests.trade.test_rooms import tables

pytestmark = pytest.mark.xdist_group("trade_walls")  # one worker, one clone
KEPT = ("trade_events", "trade_document_versions")
"""Tables to which the application can only add."""


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    """The application on a database of its own, where commits are real."""
    with application_elsewhere(fresh_database, "trade_walls") as app:
        yield app


@pytest.fixture(scope="module")
def trade(elsewhere):
    """The four companies there."""
    return settled(lambda person: transaction(elsewhere, person))


@contextmanager
def connected(app, tenant):
    """A bare connection of the application's role, its transaction open, with the tenant announced and nothing else."""
    with app.app_context():
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        announce(connection, tenant)
        yield connection
        connection.rollback()


def announce(connection, tenant):
    connection.execute(f"SET LOCAL choba.tenant_id = '{fixed_id(tenant)}'")
    connection.execute("SET LOCAL lock_timeout = '1s'")  # whoever is outside waits for nobody inside


def denied(connection, statement, values=None, said=psycopg.errors.InsufficientPrivilege):
    """The statement is refused by a policy or a missing grant."""
    with pytest.raises(said), connection.transaction():
        connection.execute(statement, values)


def counts(connection):
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables()}


@pytest.fixture(scope="module")
def full(trade):
    """A deal with a row in each of its tables."""
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    invoice = sent(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE)
    facts = {"name": "a.pdf", "content_type": "application/pdf", "sha256": "x", "scan": "clean", "size": 1}
    with trade.as_("SHIPPER"):
        db.session.add(DocumentAccess(deal_id=deal, document_id=invoice, participation_id=broker, mark="R"))
        db.session.add(DealKey(deal_id=deal, path="bl_number", plain="BL1"))
        db.session.add(DocumentFile(deal_id=deal, document_id=invoice, **facts))
    return deal


def test_no_row_is_seen_or_written_from_outside_while_others_write_inside(elsewhere, trade, full):
    with connected(elsewhere, "yamada") as inside, connected(elsewhere, "foreign") as outside:
        inside.execute("SELECT FROM trade_deals WHERE id = %s FOR UPDATE", [full])
        inside.execute("UPDATE trade_root_fields SET plain = plain")
        assert min(counts(inside).values()) > 0
        assert set(counts(outside).values()) == {0}
        for table in tables():
            row = inside.execute(f"SELECT to_jsonb(t) FROM {table} t LIMIT 1").fetchone()[0]
            copied = f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, %s)).*"
            denied(outside, copied, [psycopg.types.json.Jsonb(row)])
            for act in (f"UPDATE {table} SET {next(iter(row))} = {next(iter(row))}", f"DELETE FROM {table}"):
                if table in KEPT:
                    denied(outside, act)
                else:
                    assert (table, outside.execute(act).rowcount) == (table, 0)
        known = "SELECT trade_member(%(d)s), trade_empty(%(d)s), (SELECT count(*) FROM trade_organisations_in(%(all)s))"
        assert outside.execute(known, {"d": full, "all": [full]}).fetchone() == (False, False, 0)
        # asked of no row, or it would divide by zero
        spied = "SELECT FROM trade_deals WHERE 1 / (length(name) - length(name)) = 1"
        assert outside.execute(spied).rowcount == 0


def test_what_is_not_committed_lets_nobody_in_and_what_is_taken_back_nobody_stay(elsewhere, trade, full):
    seat = (
        "INSERT INTO trade_participations (deal_id, id, tenant_id, organisation_id, inviter_id, business_type, status,"
        " hidden, grants) SELECT deal_id, gen_random_uuid(), %s, %s, id, 'OC', 'active', false, '{}'"
        " FROM trade_participations WHERE inviter_id IS NULL AND deal_id = %s"
    )
    with connected(elsewhere, "yamada") as inside, connected(elsewhere, "foreign") as outside:
        seen = []
        inside.execute(seat, [fixed_id("foreign"), trade.made["LINE"].id, full])
        seen.append(counts(outside)["trade_events"])
        inside.commit()
        seen.append(counts(outside)["trade_events"] > 0)
        announce(inside, "yamada")
        inside.execute("UPDATE trade_participations SET status = 'removed' WHERE business_type = 'OC'")
        inside.commit()
        seen.append(sum(counts(outside).values()))
        assert seen == [0, True, 0]
        for act in ("UPDATE trade_participations SET status = 'active'", "UPDATE trade_deals SET name = ''"):
            assert outside.execute(act).rowcount == 0  # not even the own seat comes back


def test_a_temporary_table_lends_nobody_a_seat(elsewhere, trade, full):
    with connected(elsewhere, "foreign") as outside:
        outside.execute("CREATE TEMP TABLE trade_participations (deal_id uuid, tenant_id uuid, status text)")
        outside.execute("GRANT ALL ON pg_temp.trade_participations TO choba_search")
        lent = "INSERT INTO pg_temp.trade_participations VALUES (%s, %s, 'active')"
        outside.execute(lent, [full, fixed_id("foreign")])
        assert outside.execute("SELECT count(*) FROM trade_deals").fetchone() == (0,)
        paths = (
            "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        found = outside.execute(paths).fetchall()
        assert [name for name, path in found if "search_path=pg_catalog, public, pg_temp" not in path] == []
        assert "trade_member" in dict(found)


def test_without_a_tenant_nothing_is_asked(elsewhere, full):
    with connected(elsewhere, "yamada") as nobody:
        nobody.execute("SET LOCAL choba.tenant_id = ''")
        denied(nobody, "SELECT FROM trade_deals", said=psycopg.errors.InvalidTextRepresentation)


def at_once(trade, *works):
    """Run `(code, verb)` at once. Returns each one's outcome: `done` or the refusal's class."""
    return race(*((trade.as_(code), lambda _actor, verb=verb: verb()) for code, verb in works))


def test_two_removals_at_once_have_one_winner(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")

    def take_out():
        remove(enter(deal, lock=True), broker, "transfer", "adopt")

    assert sorted(at_once(trade, ("SHIPPER", take_out), ("SHIPPER", take_out)), key=str) == [Conflict, "done"]


def test_whoever_is_taken_out_writes_before_it_or_not_at_all_r7_r24(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    begun(trade, deal, "BROKER", "attachment")

    def take_out():
        remove(enter(deal, lock=True), broker, "delete", "adopt")

    outcomes = at_once(trade, ("SHIPPER", take_out), ("BROKER", lambda: say(enter(deal, lock=True), "急ぎ")))
    assert outcomes[0] == "done"
    assert outcomes[1] in ("done", Missing)
    with trade.as_("SHIPPER"):
        said = db.session.execute(
            text("SELECT kind FROM trade_events WHERE deal_id = :deal ORDER BY position"), {"deal": deal}
        )
        last = [kind for (kind,) in said if kind in ("message", "partner.removed")]
    assert last == (["message"] if outcomes[1] == "done" else []) + ["partner.removed"]


def test_one_number_for_two_deals_at_once_is_refused_to_the_later(trade):
    deals = trade.open(), trade.open()
    works = [("SHIPPER", lambda deal=deal: set_own_number(enter(deal, lock=True), "N-1")) for deal in deals]
    assert sorted(at_once(trade, *works), key=str) == [Rejected, "done"]
