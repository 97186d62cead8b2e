"""Colleagues and departments for link fields, and the list of colleagues in any order and as a file."""

import pytest

from app.access.users.model import User
from app.kernel.db import db
from app.platform.audit.model import AuditEntry
from tests.support.people import fixed_id

AHEAD = {"HX-Request": "true"}


def offered(browser, path):
    response = browser.get(path, headers=AHEAD)
    assert response.status_code == 200
    return [part.split('"')[0] for part in response.text.split('data-text="')[1:]]


def test_a_type_ahead_of_colleagues_begins_with_oneself_and_leaves_out_who_left(client, cast):
    with cast.inside(cast.system_admin):
        db.session.get(User, (cast.buyer.tenant_id, cast.approver.user_id)).state = "disabled"
    browser = client(cast.buyer)
    names = offered(browser, "/yamada/users/options")
    assert (names[0], names.count("buyer yamada"), "approver yamada" in names) == ("buyer yamada", 1, False)
    assert offered(browser, "/yamada/users/options?q=REQUEST") == ["requester yamada"]
    assert offered(browser, "/yamada/users/options?q=自分") == ["buyer yamada"]
    assert offered(browser, "/yamada/users/options?field=owner_id&owner_id_text=inspector@") == [
        "inspector yamada"
    ]
    assert [name for name in names if "kanda" in name] == []


def test_departments_begin_with_ones_own(client, cast):
    assert offered(client(cast.buyer), "/yamada/organisations/options") == ["購買部", "製造部"]
    assert offered(client(cast.buyer), "/yamada/organisations/options?q=製") == ["製造部"]


@pytest.mark.parametrize("sort", ["name", "-name", "organisation", "-seen", "email", "title", "nonsense"])
def test_colleagues_are_listed_in_any_order_without_losing_one(client, cast, sort):
    browser, expected = client(cast.system_admin), 0
    with cast.inside(cast.system_admin):
        for number in range(60):
            db.session.add(
                User(
                    identity_id=fixed_id("y", str(number)),
                    email=f"{number}@y.example",
                    name=f"同僚{number}",
                    kana=f"ドウリョウ{number % 7}",
                    state="active",
                    organisation_id=fixed_id("yamada", "organisation", "100") if number % 3 else None,
                )
            )
        db.session.flush()
        expected = db.session.query(User).count()
    seen, address = set(), f"/yamada/users/?sort={sort}"
    while address:
        text = browser.get(address).text
        seen |= {part.split('"')[0] for part in text.split('<tr id="user-')[1:]}
        nexts = text.split('rel="next" href="')[1:]
        address = nexts[0].split('"')[0].replace("&amp;", "&") if nexts else None
    assert len(seen) == expected


def test_the_list_as_a_file_is_noted(client, cast, run_jobs):
    browser = client(cast.system_admin)
    asked = browser.post_form(
        "/yamada/users/exports", {"format": "utf8", "q": "buyer"}, form_page="/yamada/users/exports/new"
    )
    run_jobs()
    with browser.get(f"{asked.location}/file") as sent:
        lines = sent.data.decode("utf-8-sig").splitlines()
    assert (len(lines), "buyer yamada" in lines[1], "フルライセンス" in lines[1]) == (2, True, True)
    for address in ("exports/new", "changes/new?action=export"):
        assert client(cast.master_admin).get(f"/yamada/users/{address}").status_code == 403
    with cast.inside(cast.system_admin):
        noted = db.session.query(AuditEntry).filter_by(verb="user.exported").one()
        assert noted.details["format"] == "utf8"
