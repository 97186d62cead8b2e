"""Each endpoint stands once in the access table; three people without business knock at each."""

import pytest
from flask import Flask

from app.web.guards import requires, signed_in
from app.web.tenant_path import OUTSIDE
from tests.conventions.access_table import ACCESS
from tests.conventions.checks import access

VISITORS = {"stranger": None, "foreign": ("foreign", "system_admin"), "light user": ("yamada", "nobody")}
EMPTY = "ACCESS = {}"


@pytest.fixture
def knock(app, cast, client, monkeypatch):
    """Knock at every endpoint as one visitor; return who was let in where."""

    def at_every_door(visitor, token=False):
        monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", token)
        who = client(VISITORS[visitor] and cast.person(*VISITORS[visitor]))
        for endpoint, permission, method, path in access.knocks(app):
            outside = path.split("/")[1] in OUTSIDE
            response = who.open(path if outside else f"/yamada{path}", method=method)
            yield endpoint, permission, method, path, response

    return at_every_door


def test_the_access_table_lists_every_endpoint_once(app):
    assert access.table_violations(app, ACCESS) == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_nobody_gets_in_who_has_no_business_here(knock, visitor):
    let_in = [
        f"{endpoint} {method} {path}: {wrong}"
        for endpoint, permission, method, path, response in knock(visitor)
        if (wrong := access.let_in(visitor, permission, response))
    ]
    assert let_in == []


def test_no_change_is_accepted_without_the_token(knock):
    accepted = [
        f"{endpoint} {method} {path}: {response.status_code}"
        for endpoint, _permission, method, path, response in knock("light user", token=True)
        if method != "GET"
        and response.status_code not in {400, 401}  # 401: programs, which no cookie lets in
    ]
    assert accepted == []


def planted(guard):
    app = Flask(__name__, static_folder=None)
    app.add_url_rule(
        "/deals/<uuid:deal_id>", "sales.deals.show", guard(lambda **_: ""), methods=["GET", "PUT"]
    )
    return app


@pytest.mark.parametrize(
    "table, source, said",
    [
        ({}, EMPTY, 'access_table.py: add "sales.deals.show": "signed_in",'),
        ({"sales.deals.show": "public"}, EMPTY, "declares 'signed_in', access_table.py says 'public'"),
        ({"sales.deals.show": "signed_in", "gone": "public"}, EMPTY, "'gone' is no endpoint; delete it"),
        ({"sales.deals.show": "signed_in"}, "A = {'x': 1, 'x': 2}", "'x' stands twice"),
    ],
)
def test_a_planted_gap_in_the_table_is_reported(table, source, said):
    [found] = access.table_violations(planted(signed_in), table, source)
    assert said in found


def test_every_way_into_an_endpoint_is_tried():
    path = "/deals/00000000-0000-0000-0000-000000000007"
    assert list(access.knocks(planted(requires("sales.deal.read")))) == [
        ("sales.deals.show", "sales.deal.read", "GET", path),
        ("sales.deals.show", "sales.deal.read", "PUT", path),
    ]


@pytest.mark.parametrize(
    "visitor, permission, status, where",
    [
        ("stranger", "signed_in", 200, ""),
        ("stranger", "a.b.c", 403, ""),
        ("stranger", "identified", 303, "/companies"),
        ("foreign", "signed_in", 200, ""),
        ("foreign", "a.b.c", 403, ""),
        ("light user", "a.b.c", 200, ""),
        ("light user", "a.b.c", 303, "/yamada/"),
        ("light user", "signed_in", 500, ""),
    ],
)
def test_whoever_is_let_in_by_mistake_is_reported(visitor, permission, status, where):
    response = Flask(__name__).response_class(status=status, headers={"Location": where})
    assert access.let_in(visitor, permission, response) == f"a {visitor} got {status} {where}".rstrip()


@pytest.mark.parametrize(
    "visitor, permission, status, where",
    [
        ("stranger", "a.b.c", 303, "/sign-in?next=/yamada/deals"),
        ("foreign", "a.b.c", 404, ""),
        ("foreign", "identified", 200, ""),
        ("light user", "a.b.c", 403, ""),
        ("light user", "signed_in", 200, ""),
    ],
)
def test_whoever_is_turned_away_is_not_reported(visitor, permission, status, where):
    response = Flask(__name__).response_class(status=status, headers={"Location": where})
    assert access.let_in(visitor, permission, response) is None
