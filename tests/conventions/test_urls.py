"""Every address is a kebab-case noun with typed parameters behind one permission."""

import pytest
from flask import Flask

from app.kernel.permissions import PERMISSIONS
from app.web.guards import public, requires, signed_in
from tests.conventions.checks import urls


def planted(path, guard=signed_in):
    app = Flask(__name__, static_folder=None)
    app.add_url_rule(path, "sales.deals.show", guard(lambda **_: "") if guard else lambda **_: "")
    return app


def test_every_address_and_guard_is_in_order(app):
    assert urls.violations(app, PERMISSIONS) == []


@pytest.mark.parametrize(
    "path, said",
    [
        ("/sales_deals", "'sales_deals' is not kebab-case"),
        ("/Deals", "'Deals' is not kebab-case"),
        ("/deals/<deal_id>", "<deal_id> has no type"),
        ("/deals/<string:deal_id>", "<string:deal_id> is an id; write <uuid:deal_id>"),
        ("/deals/<uuid:deal_id>/close", "'close' is a verb"),
        ("/deals/<uuid:deal_id>/submit", "'submit' is a verb"),
    ],
)
def test_a_planted_address_is_reported(path, said):
    [found] = urls.violations(planted(path), PERMISSIONS)
    assert found.startswith(f"sales.deals.show {path}: ")
    assert said in found


def test_a_planted_second_view_of_an_address_is_reported():
    app = planted("/deals/<uuid:deal_id>")
    app.add_url_rule("/deals/<uuid:letter_id>", "sales.letters.show", signed_in(lambda **_: ""))
    assert urls.violations(app, PERMISSIONS) == [
        "sales.letters.show /deals/<uuid:letter_id>: GET is answered by sales.deals.show already"
    ]


@pytest.mark.parametrize(
    "guard, said",
    [
        (None, "no permission; put @requires"),
        (public(""), "open to the world without a reason"),
        (requires("sales.deal.invented"), "'sales.deal.invented' is registered in no permissions.py"),
    ],
)
def test_a_planted_view_without_a_proper_guard_is_reported(guard, said):
    [found] = urls.violations(planted("/deals", guard), PERMISSIONS)
    assert said in found


@pytest.mark.parametrize(
    "path", ["/", "/rfqs/<uuid:rfq_id>/closure", "/files/<string:digest>", "/_mail", "/.well-known", "/up"]
)
def test_an_honest_address_is_accepted(path):
    assert urls.violations(planted(path), PERMISSIONS) == []
