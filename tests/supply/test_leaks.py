"""Nothing of another supplier, and nothing the buyer did not send, ever reaches a supplier.

Marked facts are planted on every side, both sides act in random order through the real verbs and gates, then
everything one supplier can fetch is read: every page its links lead to, every file, every mail, every row.
"""

import datetime as dt
import re
from decimal import Decimal

import pytest
from flask import g
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from app.exchange import bodies, posting
from app.exchange.answering.quoting import TypedCost, TypedLine, TypedQuote
from app.exchange.cases.model import Case
from app.exchange.conversations.operations import say_in
from app.exchange.envelopes.model import Envelope
from app.kernel.clock import now, today
from app.kernel.db import db
from app.kernel.errors import Rejected
from app.masters.partners.model import Partner
from app.platform import storage
from app.platform.storage import StoredFile
from app.procurement.rfqs.model import Rfq, RfqInvitation
from app.procurement.rfqs.operations import draft_rfq
from app.supply.quotes.drafting import save_draft
from app.supply.quotes.operations import decline, submit
from app.supply.requests.model import ReceivedRequest
from tests.support.people import TENANTS, fixed_id
from tests.support.signing_in import signed_in_as

SUPPLIERS = ("kanda", "suzuki")
INSIDE = ("社内限り上限額", "777123")
"""The buyer's memo and target price."""
MARKS = {slug: (f"内密{slug}", f"図面{slug}", TENANTS[slug][0]) for slug in SUPPLIERS}
PRICES = {"kanda": Decimal("31415"), "suzuki": Decimal("27183")}


class World:
    """The buyer's latest request and what everybody does about it."""

    def __init__(self, inside, cast):
        self.inside, self.cast, self.clicks = inside, cast, 0
        with inside(cast.buyer):
            for slug in SUPPLIERS:
                db.session.add(self._partner(slug))
        db.session.commit()

    def _partner(self, slug):
        return Partner(
            id=fixed_id("leak", slug),
            code=slug.upper(),
            name=TENANTS[slug][0],
            linked_tenant_id=fixed_id(slug),
            email=f"sales@{slug}.example",
        )

    def ask(self):
        with self.inside(self.cast.buyer) as buyer:
            line = {"name": "丸棒", "quantity": Decimal(10), "unit": "本", "target_price": Decimal(INSIDE[1])}
            head = {"subject": "丸棒", "deadline": now() + dt.timedelta(days=5), "memo": INSIDE[0]}
            rfq = draft_rfq(head, [line], [fixed_id("leak", slug) for slug in SUPPLIERS], by=buyer)
            rfq.submit(by=buyer)
            rfq.send(by=buyer)
            db.session.flush()
            self.rfq_id = rfq.id
            self.line_id = rfq.lines[0].id
            found = db.session.execute(
                db.select(RfqInvitation.partner_id, RfqInvitation.case_id).where(
                    RfqInvitation.rfq_id == rfq.id
                )
            )
            cases = dict(found.all())
            self.cases = {slug: cases[fixed_id("leak", slug)] for slug in SUPPLIERS}
        db.session.commit()

    def _as_buyer(self, act):
        with self.inside(self.cast.buyer) as buyer, db.session.begin_nested():
            act(db.session.scalars(db.select(Rfq).where(Rfq.id == self.rfq_id)).one(), buyer)

    def extend(self):
        self._as_buyer(lambda rfq, by: rfq.extend(rfq.deadline + dt.timedelta(days=1), "延長", by=by))

    def revise(self):
        line = {"name": "丸棒", "quantity": Decimal(10), "unit": "本", "target_price": Decimal(INSIDE[1])}
        self._as_buyer(lambda rfq, by: rfq.revise({}, [{**line, "id": self.line_id}], "改訂", by=by))

    def close(self):
        self._as_buyer(lambda rfq, by: rfq.close_early(by=by))

    def cancel(self):
        self._as_buyer(lambda rfq, by: rfq.cancel("中止", by=by))

    def _token(self):
        self.clicks += 1
        return f"click-{self.clicks}"

    def _request(self, slug):
        wanted = ReceivedRequest.case_id == self.cases[slug]
        return db.session.scalars(db.select(ReceivedRequest).where(wanted)).one()

    def quote(self, slug):
        with self.inside(self.cast.person(slug, "supplier_user")), db.session.begin_nested():
            file = storage.keep_bytes(f"%PDF-1.4 {MARKS[slug][1]}".encode(), f"{MARKS[slug][1]}.pdf")
            db.session.flush()
            typed = TypedQuote(
                [TypedLine(self.line_id, price=PRICES[slug])],
                [TypedCost(MARKS[slug][0], 100)],
                remarks=MARKS[slug][0],
            )
            submit(self._request(slug), typed, files=[file], token=self._token())

    def draft(self, slug):
        with self.inside(self.cast.person(slug, "supplier_user")) as by:
            save_draft(self._request(slug), [["remarks", f"下書き{MARKS[slug][0]}"]], by=by)

    def decline(self, slug):
        with self.inside(self.cast.person(slug, "supplier_user")), db.session.begin_nested():
            decline(self._request(slug), MARKS[slug][0], token=self._token())

    def chat(self, slug):
        with self.inside(self.cast.person(slug, "supplier_user")):
            self._say(slug)

    def reply(self, slug):
        with self.inside(self.cast.buyer):
            self._say(slug)

    def _say(self, slug):
        case = db.session.scalars(db.select(Case).where(Case.id == self.cases[slug])).one()
        say_in(case, MARKS[slug][0], token=self._token())

    def order(self, slug):
        amount = int(PRICES[slug]) * 10
        line = bodies.OrderLine(
            line_id=self.line_id,
            line_no=1,
            name=MARKS[slug][0],
            quantity=Decimal(10),
            unit="本",
            price=PRICES[slug],
            amount=amount,
            tax_code="10",
        )
        tax = bodies.RatedTax(tax_code="10", rate=Decimal(10), taxable=amount, tax=amount // 10)
        body = bodies.Order(
            buyer=bodies.Party(name="山田精機株式会社"),
            supplier=bodies.Party(name=TENANTS[slug][0]),
            ordered_on=today(),
            subject="丸棒",
            delivery_place="本社",
            inspection_days=5,
            payment_terms="翌月末",
            payment_method="振込",
            lines=[line],
            taxes=[tax],
            subtotal=amount,
            tax=amount // 10,
            total=amount + amount // 10,
        )
        with self.inside(self.cast.buyer):
            posting.post(posting.Draft(self.cases[slug], body, f"PO-{self._token()}", total=body.total))


OWN = [(verb, slug) for verb in ("quote", "draft", "decline", "chat", "reply", "order") for slug in SUPPLIERS]
BUYERS = [(verb, None) for verb in ("ask", "extend", "revise", "close", "cancel")]
ACTIONS = st.lists(st.sampled_from([*OWN, *OWN, *BUYERS]), min_size=4, max_size=9)


@pytest.fixture
def world(inside, cast):
    return World(inside, cast)


@settings(
    max_examples=3,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=ACTIONS)
def test_a_supplier_never_learns_of_another_or_of_the_buyers_inside(app, world, cast, inside, actions):
    world.ask()
    for verb, slug in actions:
        try:
            getattr(world, verb)(*([slug] if slug else []))
            db.session.commit()
        except Rejected:
            db.session.rollback()
    app.test_client_class = FlaskClient
    for slug, other in (SUPPLIERS, SUPPLIERS[::-1]):
        # The other's price as people and as rows write it; one's own documents hold neither.
        foreign = (*INSIDE, f"{int(INSIDE[1]):,}", *MARKS[other], str(PRICES[other]), f"{PRICES[other]:,}")
        read = list(everything_of(app, cast, inside, slug))
        assert sum("丸棒" in what for _where, what in read) > 5  # the reading reached what was sent
        for where, what in read:
            found = [mark for mark in foreign if mark in what]
            assert found == [], f"{slug} reads {found} in {where}"


def everything_of(app, cast, inside, slug):
    """Yield `(where, text)` of all that the supplier's administrator can fetch, and of every row it owns."""
    forget_the_reader()
    client = signed_in_as(app.test_client(), cast.person(slug, "supplier_admin"))
    yield from crawled(client, slug)
    with inside(cast.person(slug, "supplier_admin")):
        yield from rows()
        for file in db.session.scalars(db.select(StoredFile)).all():
            _row, content = storage.opened(file.id)
            with content:
                yield f"file {file.name}", content.read().decode("utf-8", "replace")


def forget_the_reader():
    """The application context of the tests outlives requests: nobody's name may stay in it."""
    for name in list(g):
        g.pop(name)


def crawled(client, slug, most=40):
    """Yield every page and download that links lead to, from the portal's first page and the archive on."""
    waiting = [f"/{slug}/portal/", f"/{slug}/documents/", f"/{slug}/portal/requests/"]
    seen = set(waiting)
    while waiting and len(seen) < most * 4:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code in {200, 204, 303, 403, 405}, f"{path}: {answer.status_code}"
        page = answer.get_data().decode("utf-8", "replace")  # read whole: downloads are streams
        answer.close()
        yield path, page
        for link in re.findall(r'(?:href|hx-get|action)="(/[^"#]+)"', page):
            plain = link.replace("&amp;", "&")
            if plain.startswith(f"/{slug}/") and plain not in seen and "sign-out" not in plain:
                seen.add(plain)
                if len(seen) <= most:
                    waiting.append(plain)


def rows():
    """Yield `(table, its rows as text)` of what row-level security lets the present tenant read."""
    for table in inspect(db.engine).get_table_names():
        known = db.metadata.tables.get(table)
        published = (
            known is not None and known.info.get("tenancy") == "catalogue"
        )  # postal codes: everybody's
        if published or table in {
            "tenants",
            "identities",
            "memberships",
            "job_bell",
            "alembic_version",
            "companies",
        }:
            continue
        found = db.session.execute(text(f'SELECT t::text FROM "{table}" t')).scalars().all()
        yield f"table {table}", "\n".join(found)


def test_what_belongs_to_another_supplier_is_missing(app, world, cast, inside):
    world.ask()
    world.quote("suzuki")
    db.session.commit()
    with inside(cast.suzuki.supplier_user):
        (request,) = db.session.scalars(db.select(ReceivedRequest)).all()
        ids = [one.id for one in db.session.scalars(db.select(Envelope)).all()]
        files = [one.id for one in db.session.scalars(db.select(StoredFile)).all()]
        case_id, request_id = request.case_id, request.id
    app.test_client_class = FlaskClient
    forget_the_reader()
    client = signed_in_as(app.test_client(), cast.kanda.supplier_admin)
    assert client.get("/kanda/portal/").status_code == 200
    paths = [f"portal/requests/{request_id}", f"portal/requests/{request_id}/answer/", f"cases/{case_id}"]
    paths += [f"documents/{one}" for one in ids] + [f"files/{one}" for one in files]
    answers = {path: client.get(f"/kanda/{path}").status_code for path in paths}
    assert set(answers.values()) == {404}, answers
