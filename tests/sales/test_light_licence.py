"""A light licence sees what others registered, comments on activities and likes; nothing else (sales.md §13)."""

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from app.access.licences.rules import leaves
from app.access.users.model import User
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.comments.operations import comment
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.leads.record import LEAD
from app.sales.opportunities.record import OPPORTUNITY
from tests.conventions.checks import access
from tests.records.rest.conftest import program, token_of  # noqa: F401 -- fixtures
from tests.support.page_checker import start_afresh
from tests.support.signing_in import signed_in_as

LOOKS = (
    "announcements answer_columns answer_filter attachment attachment_bundle attachments columns count create_answer "
    "create_search filter_options filters happening history index options show show_file version_content "
    "version_picture"
).split()
"""Screens that show what others registered: lists, pages, files, histories."""
OWN = (
    "create_favourite create_following create_opening create_view create_view_restoration delete_favourite "
    "delete_following delete_opening delete_view edit_view new_view update_view update_view_content update_widths"
).split()
"""One's own marks and kept searches: how one looks, not what is registered."""
LIKES = ["create_like", "delete_like"]
WORDS = ["colleagues", "create_comment", "delete_comment", "edit_comment", "new_comment", "update_comment"]
TYPES = (
    "partners",
    "activities",
    "campaigns",
    "leads",
    "opportunities",
    "persons",
    "phases",
    "sales_results",
)
PAGES = (
    "boards.index",
    "forecasts.changes",
    "forecasts.index",
    "funnels.aged",
    "funnels.left",
    "judgements.show_person",
    "visits.show",
    "weeks.index",
)
ALLOWED = {
    *(
        f"{'masters' if one == 'partners' else 'sales'}.{one}.{name}"
        for one in TYPES
        for name in LOOKS + OWN + LIKES
    ),
    *(f"sales.activities.{name}" for name in WORDS),
    *(f"sales.{name}" for name in PAGES),
}
OFFERS = re.compile(r'\s(?:href|action|data-from|hx-(get|post|put|delete))="(/yamada/[^"#]*)')


@pytest.fixture
def light(cast, inside, sales):
    """Somebody with every role of sales and a light licence; a record of each kind by somebody else, commented on."""
    with inside(cast.salesperson):
        deal = sales.deal()
        act = keeping.enter(
            ACTIVITY, {"name": "定例訪問", "starts_at": deal.created_at, "opportunity_id": deal.id}
        )
        lead = keeping.enter(LEAD, {"name": "来場者", "company": "浜松機械"})
        session.flush()
        for kind, row in ((OPPORTUNITY, deal), (ACTIVITY, act)):
            comment(kind, row, "了解しました。")
        paths = {
            "opportunities": deal.id,
            "activities": act.id,
            "leads": lead.id,
            "partners": deal.partner_id,
        }
        session.commit()
    with inside(cast.sales_admin) as who:
        session.get(User, (cast.sales_admin.tenant_id, who.id)).licence = "light"
        session.commit()
    return {f"/{name}/{row_id}" for name, row_id in paths.items()}


def test_every_door_of_sales_opens_to_a_light_licence_exactly_as_the_contract_says(
    app, cast, light, monkeypatch
):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    app.test_client_class = FlaskClient
    who, opened, doors = signed_in_as(app.test_client(), cast.sales_admin), set(), set()
    for endpoint, _permission, method, path in access.knocks(app):
        if endpoint.startswith(("sales.", "masters.partners.")):
            doors.add(endpoint)
            start_afresh()  # what an earlier test left of its visitor would answer in this one's place
            status = who.open(f"/yamada{path}", method=method).status_code
            assert status < 500, endpoint
            opened |= {endpoint} if status != 403 else set()
    assert (sorted(opened - ALLOWED), sorted(ALLOWED & doors - opened)) == ([], [])
    assert len(doors) > 500


def test_on_activities_alone_a_light_licence_has_a_word_whatever_package_a_record_is_of(app):
    talking = {
        endpoint: view.__choba_permission__
        for endpoint, view in app.view_functions.items()
        if endpoint.rpartition(".")[2] in WORDS
    }
    kept = sorted(endpoint for endpoint, permission in talking.items() if leaves("light", permission))
    assert kept == sorted(f"sales.activities.{name}" for name in WORDS)
    silent = {endpoint.rpartition(".")[0] for endpoint in talking} - {"sales.activities"}
    assert {"masters.products", "masters.categories", "procurement.orders", "procurement.rfqs"} <= silent
    assert {talking[f"{one}.create_comment"].rpartition(".")[2] for one in silent} == {"comment"}


def test_no_screen_offers_a_light_licence_what_it_refuses(app, cast, inside, client, light):
    browser, adapter = client(cast.sales_admin), app.url_map.bind("localhost")
    with inside(cast.sales_admin) as actor:
        may = actor.permissions
    lists = ("/opportunities", "/activities", "/leads", "/persons", "/campaigns", "/partners", "/phases")
    others = ("/opportunities/board", "/activities/week", "/opportunities/outlook", "/opportunities/funnel")
    offered, refused = set(), []
    for page in (*lists, *others, *sorted(light)):
        answer = browser.get(f"/yamada{page}", follow_redirects=True)
        for verb, address in (
            OFFERS.findall(answer.get_data(as_text=True)) if answer.status_code == 200 else ()
        ):
            parts = urlsplit(address.replace("&amp;", "&"))
            method = "DELETE" if "_method=DELETE" in parts.query else (verb or "get").upper()
            try:
                endpoint, _values = adapter.match(parts.path.removeprefix("/yamada"), method=method)
            except HTTPException:
                endpoint, _values = adapter.match(parts.path.removeprefix("/yamada"), method="POST")
            needed = app.view_functions[endpoint].__choba_permission__
            offered.add(endpoint)
            if needed not in may | {"signed_in", "public", "identified"}:
                refused.append((page, endpoint))
    assert refused == []
    assert {"sales.opportunities.create_like", "sales.activities.create_comment"} <= offered


def test_programs_and_owners_know_it_too(cast, inside, client, light, program):  # noqa: F811 -- the fixture
    deal = next(one for one in light if "/opportunities" in one)
    with inside(cast.sales_admin) as who:
        session.get(User, (cast.sales_admin.tenant_id, who.id)).licence = "full"
        session.commit()
    ask = program(cast.sales_admin)
    etag = ask("GET", deal).headers["ETag"]
    with inside(cast.sales_admin) as who:
        session.get(User, (cast.sales_admin.tenant_id, who.id)).licence = "light"
        session.commit()
    asked = [ask("GET", deal), ask("POST", "/leads", json={"name": "x"})]
    asked += [ask(verb, deal, json={"name": "x"}, If_Match=etag) for verb in ("PATCH", "DELETE")]
    assert [one.status_code for one in asked] == [200, 403, 403, 403]
    options = "/yamada/users/options?licence=full&q=sales_admin"
    found = client(cast.salesperson).get(options, headers={"HX-Request": "true"}).get_data(as_text=True)
    everybody = client(cast.salesperson).get(
        options.replace("licence=full&", ""), headers={"HX-Request": "true"}
    )
    assert ("sales_admin yamada" in found, "sales_admin yamada" in everybody.get_data(as_text=True)) == (
        False,
        True,
    )
    form = client(cast.salesperson).get(f"/yamada{deal}/edit").get_data(as_text=True)
    assert "/yamada/users/options?licence=full" in form
    with inside(cast.salesperson), pytest.raises(Rejected) as refused:
        keeping.enter(
            ACTIVITY, {"name": "訪問", "starts_at": clock.now(), "owner_id": cast.sales_admin.user_id}
        )
    assert refused.value.field == "owner_id"
