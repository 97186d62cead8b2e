"""A deal with 40 partners and 300 documents: its page, what decides who sees what, a document sent to everybody.

The page beside the raw page (`_baseline`): CPU of this process. The decision for one seat and one document by wall
clock, against the 20 microseconds of its goal. Sending with everything written for it, against the same rows by bare
psycopg; then what telling each company costs the workers. The last line is the sending's.
"""

import time
import timeit

from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.kernel import context, tenancy
from app.kernel.db import db, session
from app.platform.jobs import running
from app.platform.jobs.model import Job
from app.trade import sight
from app.trade.desk.views import deals as views
from app.trade.documents.queries import papers_in
from app.trade.documents.sending import send
from app.trade.notices.ringing import RING, TELL
from app.trade.rooms.queries import enter
from bench import _deal_room as rooms
from bench._baseline import Baseline, compare
from bench._ground import Watch, fresh_application, inside, middle, raw_connection, tell
from tests.support.people import Cast
from tests.support.signing_in import signed_in_as

PARTNERS, DOCUMENTS, SENDINGS = 40, 300, 20


def main():
    """Fill, then measure one after the other."""
    names = rooms.companies(PARTNERS - 1)
    app = fresh_application("deal_room")
    app.test_client_class = FlaskClient
    rooms.settle(names)
    deal = rooms.large_deal(names, DOCUMENTS)
    decisions(deal)
    its_page(app, deal)
    sendings(deal)


def decisions(deal):
    """What one decision takes, over all seats and documents of the deal."""
    with inside(rooms.OWNER):
        entered = enter(deal)
        papers = [paper for _row, paper in papers_in(entered)]
        pairs = [(seat, paper) for seat in entered.room.seats for paper in papers]
        took = min(
            timeit.repeat(lambda: [sight.effective(entered.room, *one) for one in pairs], number=1, repeat=5)
        )
    print(f"{len(entered.room.seats)} partners, {len(papers)} documents")
    tell("decision", took / len(pairs) * 1e6, 20, "µs")


def its_page(app, deal):
    """The page of the deal as its owner sees it."""
    client = signed_in_as(app.test_client(), Cast(db).person("yamada", rooms.OWNER))
    compare(
        "deal", Baseline(app, client, rooms.OWNER, f"/deals/{deal}", views, lambda: views.show(deal)), 100
    )


def sendings(deal):
    """A document sent to everybody, and the same rows written by hand, in turns; then everybody told."""
    raw, ours, bare, told = raw_connection(), [], [], []
    raw.autocommit = False
    for number in range(DOCUMENTS + 1, DOCUMENTS + 2 * SENDINGS, 2):
        ours.append(_sent(deal, number))
        told.append(_told(deal))
        statements = _statements(deal, number + 1)
        watch = Watch(raw)
        for statement, parameters in statements:
            raw.execute(statement, parameters)
        raw.commit()
        bare.append(watch.read())
    _companies, seconds = zip(*told, strict=True)
    print(
        f"{len(statements)} rows and changes by hand; {_companies[0]} companies told in {middle(seconds):.3f} CPU s"
    )
    for place, name in enumerate(("deal-send-wall", "deal-send")):
        tell(name, *(middle(one[place] for one in times) * 1000 for times in (ours, bare)))


def _sent(deal, number):
    with inside(rooms.OWNER):
        seat = _forwarder(deal)
        document = rooms.document(deal, seat, number, sent=False)
        session.commit()
    with inside(rooms.OWNER):
        watch = Watch(session.connection().connection.driver_connection)
        send(enter(deal, seat, lock=True), document, None)
        session.commit()
        return watch.read()


def _statements(deal, number):
    """What the sending of a document writes, never written."""
    noted = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if statement.startswith(("INSERT", "UPDATE")):
            noted.append((statement, parameters))

    with inside(rooms.OWNER):
        seat = _forwarder(deal)
        document = rooms.document(deal, seat, number, sent=False)
        session.commit()
    with inside(rooms.OWNER):
        event.listen(db.engine, "before_cursor_execute", note)
        send(enter(deal, seat, lock=True), document, None)
        session.flush()
        event.remove(db.engine, "before_cursor_execute", note)
        session.rollback()
    return noted


def _told(deal):
    """`(companies told, CPU seconds)` of the jobs that tell of the last event."""
    with inside(rooms.OWNER):
        asked = (
            select(Job.id).where(Job.name == RING, Job.subject_id == deal).order_by(Job.id.desc()).limit(1)
        )
        tenant, ring = context.tenant_id(), session.scalar(asked)
        companies = session.get(Job, (tenant, ring)).arguments["companies"]
    started = time.process_time()
    running.run(tenant, ring)
    for company in companies:
        with tenancy.entered(company):
            asked = (
                select(Job.id)
                .where(Job.name == TELL, Job.subject_id == deal)
                .order_by(Job.id.desc())
                .limit(1)
            )
            job = session.scalar(asked)
        assert running.run(company, job)
    return len(companies), time.process_time() - started


def _forwarder(deal):
    own = enter(deal).participations.values()
    return next(one.id for one in own if one.business_type == "FW" and one.tenant_id == context.tenant_id())


if __name__ == "__main__":
    main()
