"""A restricted record does not exist for the program, or the webhook, of somebody it is not disclosed to."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import column_property, registry

from app.kernel.db import session
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.platform.webhooks import arranging
from app.platform.webhooks.model import Webhook, WebhookDelivery
from app.platform.webhooks.queries import deliveries_of
from app.records.disclosures.model import Disclosure
from app.records.kit import keeping
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.model import ARCHIVED
from tests.peers.webhook_receiver import Receiver


class Secret:
    """Partners of which the suspended ones count as restricted."""

    __tablename__ = Partner.__tablename__
    SEARCHED = Partner.SEARCHED

    @property
    def archived(self):
        """As every record tells it."""
        return self.state == ARCHIVED


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    """Partners as a record type that can be restricted."""
    own, table = registry(), Partner.__table__
    own.map_imperatively(
        Secret, table, properties={"restricted": column_property(table.c.state == "suspended")}
    )
    kind = replace(PARTNER, model=Secret, private=True)
    monkeypatch.setitem(RECORD_TYPES, "partner", kind)
    yield kind
    own.dispose()


@pytest.fixture
def hidden(partner, inside, cast):
    """A partner that only its maker, the master administrator, knows of, beside one that everybody knows."""
    partner("S-1", "神田鋼材")
    made = partner("S-2", "極秘商事")
    with inside(cast.master_admin):
        keeping.move(PARTNER, session.get(Partner, (cast.buyer.tenant_id, made.id)), "suspended")
        session.add(Disclosure(record_id=made.id, subject=f"user:{cast.master_admin.user_id}"))
    return f"/partners/{made.id}"


def codes(answer):
    return [one["code"] for one in answer.get_json()["items"]]


@pytest.mark.parametrize("asked", ["", "&q=S-", "&state=suspended", "&code.is=S-2", "&sort=-code"])
def test_it_is_in_no_list_and_no_count(program, cast, hidden, asked):
    everything = program(cast.master_admin)("GET", f"/partners?count=1{asked}").get_json()
    seen = program(cast.buyer)("GET", f"/partners?count=1{asked}").get_json()
    assert "S-2" in [one["code"] for one in everything["items"]]
    assert [one["code"] for one in seen["items"]] == [
        one["code"] for one in everything["items"] if one["code"] != "S-2"
    ]
    assert seen["count"] == everything["count"] - 1


@pytest.mark.parametrize(
    "method, more, body",
    [("GET", "", None), ("PATCH", "", {"name": "x"}), ("DELETE", "", None), ("DELETE", "/archiving", None)],
)
def test_it_is_not_there_to_be_read_or_changed(program, cast, hidden, method, more, body):
    answer = program(cast.buyer)(method, f"{hidden}{more}", body, If_Match="*")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_its_name_is_not_told_to_who_takes_its_code(program, cast, hidden):
    ask = program(cast.buyer)
    for path, body in (
        ("/partners", {"code": "S-2", "name": "x"}),
        ("/partners/bulk", {"items": [{"code": "S-2", "name": "x"}]}),
    ):
        assert "極秘商事" not in ask("POST", path, body).get_data(as_text=True)


def test_a_webhook_is_told_only_what_its_owner_may_know(inside, cast, hidden, run_jobs):
    receiver = Receiver()
    try:
        with inside(cast.buyer) as by:
            _made, receiver.secret = arranging.add("外", receiver.url, ["partner.changed"], by=by)
        with inside(cast.master_admin):
            for row in session.scalars(select(Partner).order_by(Partner.code)).all():
                keeping.change(PARTNER, row, {"note": "極秘"}, version=row.version)
        run_jobs()
        assert [body["data"]["record"]["code"] for _headers, body, _path in receiver.taken] == ["S-1"]
    finally:
        receiver.close()
    with inside(cast.system_admin):
        webhook_id = session.scalars(select(Webhook.id)).one()
        assert len(session.scalars(deliveries_of(webhook_id)).all()) == 1
    with inside(cast.system_admin):
        states = session.execute(select(WebhookDelivery.state, WebhookDelivery.body)).all()
    assert sorted(state for state, _body in states) == ["delivered", "withheld"]
    assert [body for state, body in states if state == "withheld"] == [""]
