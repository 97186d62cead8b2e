"""Every address of a deal: for outsiders, and from a seat of somebody else, it is as if there were none (R7, R8)."""

import pytest
from flask import current_app

from app.kernel.ids import new_id
from tests.support.page_checker import TOKEN
from tests.trade.test_documents import sent

HOMES = {"SHIPPER": "yamada", "BROKER": "kanda", "LINE": "foreign"}


def doors(slug, **known):
    """`[(method, address)]` of all pages and acts below a deal; `known`: ids of what is there."""
    found = []
    for rule in current_app.url_map.iter_rules():
        pages = rule.endpoint.startswith("trade.") and not rule.endpoint.startswith("trade.rest_")
        if pages and "deal_id" in rule.arguments:
            ids = {name: known.get(name, new_id()) for name in rule.arguments if name.endswith("_id")}
            values = {"number": 1, "table": "goods", "form": "csv", "tenant": slug} | ids
            path = rule.build({name: values[name] for name in rule.arguments if name in values}, False)[1]
            found += [(method, path) for method in sorted(rule.methods & {"GET", "POST", "DELETE"})]
    return [(method, path if path.startswith(f"/{slug}/") else f"/{slug}{path}") for method, path in found]


@pytest.mark.parametrize("code, seat", [("LINE", ""), ("SHIPPER", "BROKER")])
def test_no_door_of_a_deal_opens_to_whoever_has_no_seat_there(trade, client, code, seat):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    note = sent(trade, deal, "BROKER", "attachment", title="写真")
    browser, slug = client(trade.people[code][0]), HOMES[code]
    token = TOKEN.search(browser.get(f"/{slug}/deals/new").text)[1]
    asked = {"seat": str(broker) if seat else "", "code": "BROKER", "type": "FW", "text": "x", "name": "x"}
    every = doors(slug, deal_id=deal, document_id=note, partner_id=broker)
    assert len(every) > 40
    answers = {}
    for method, path in every:
        given = {"query_string": asked} if method == "GET" else {"data": {**asked, "csrf_token": token}}
        answers[method, path] = browser.open(path, method=method, **given).status_code
    assert {door: status for door, status in answers.items() if status != 404} == {}
