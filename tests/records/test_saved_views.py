"""Views of lists: kept under a name, shared, opened with, changed, removed and brought back."""

from html import unescape

import pytest
from sqlalchemy import select

from app.access.groups.model import Group, GroupMember
from app.kernel.db import session
from app.kernel.errors import Forbidden, Rejected
from app.masters.products.record import PRODUCT
from app.platform.audit.queries import trail_of
from app.records.lists.asking import question_from
from app.records.saved_views import operations, queries
from app.records.saved_views.model import ListHabit, SavedView
from tests.records.arranged import own, rows
from tests.records.test_lists import codes

__all__ = ["own", "rows"]
PRODUCTS = "/yamada/products"
ASKED = {"x_rank.in": ["a"], "columns": "name,code,x_weight", "sort": "-code"}


def text_of(response):
    return unescape(response.get_data(as_text=True))


def tabs(response):
    """Names on the tabs of a list."""
    strip = text_of(response).split('class="view-strip"')[1].split("</div>")[0]
    return [one.partition(">")[2].partition("<")[0].strip() for one in strip.split("<a ")[1:]]


@pytest.fixture
def kept(own, rows, inside, cast):
    """`kept(person, name, **changes)`: a view of that person."""

    def keep(person, name, subjects=(), **asked):
        with inside(person):
            return operations.save_view(own, question_from(own, asked or ASKED), name, subjects=subjects)

    return keep


def test_a_view_is_saved_and_has_a_short_address(own, rows, client, cast, inside):
    page = client(cast.buyer)
    address = f"{PRODUCTS}?x_rank.in=a&columns=name,code,x_weight&sort=-code"
    before = page.get(address)
    saved = page.post_form(
        f"{PRODUCTS}/views", {**ASKED, "name": "  重点 品目 "}, form_page=f"{PRODUCTS}/views/new?x_rank.in=a"
    )
    with inside(cast.buyer):
        view = session.scalars(select(SavedView)).one()
        assert (view.name, view.content, view.subjects) == ("重点 品目", ASKED, [])
        assert [entry.verb for entry in session.scalars(trail_of(view.id))] == ["view.saved"]
    assert (saved.status_code, saved.headers["Location"]) == (303, f"{PRODUCTS}?view={view.id}")
    shown = page.get(f"{PRODUCTS}?view={view.id}")
    assert codes(shown) == codes(before) != []
    assert tabs(shown) == ["すべて", "重点 品目"]
    assert "変更あり" not in text_of(shown)


@pytest.mark.parametrize(
    "name, said",
    [
        ("", "ビューに名前を付けてください。"),
        ("  ", "ビューに名前を付けてください。"),
        ("長" * 61, "60文字以内"),
    ],
)
def test_a_view_without_a_good_name_is_refused(own, client, cast, inside, name, said):
    page = client(cast.buyer)
    refused = page.post_form(f"{PRODUCTS}/views", {"name": name}, form_page=f"{PRODUCTS}/views/new")
    assert refused.status_code == 422
    assert said in text_of(refused)
    with inside(cast.buyer):
        assert session.scalars(select(SavedView)).all() == []


def test_further_questions_on_a_view_say_so_and_can_be_kept(kept, client, cast, inside):
    view = kept(cast.buyer, "重点")
    page = client(cast.buyer)
    changed = f"{PRODUCTS}?view={view.id}&x_rank.in=a&sort=-code&columns=name,code,x_weight&price.from=1"
    text = text_of(page.get(changed))
    assert [word for word in ("変更あり", "別名で保存", "破棄する") if word not in text] == []
    same = f"{PRODUCTS}?view={view.id}&x_rank.in=a&sort=-code&columns=name,code,x_weight"
    assert "変更あり" not in text_of(page.get(same))
    asked = {"x_rank.in": "a", "price.from": "1", "sort": "code"}
    page.post_form(f"{PRODUCTS}/views/{view.id}/content", asked, form_page=changed)
    with inside(cast.buyer):
        view = session.scalars(select(SavedView)).one()
        assert view.content == {"sort": "code", "x_rank.in": ["a"], "price.from": ["1"]}
        assert view.version == 2


def test_every_link_of_a_view_keeps_what_it_asks(kept, client, cast):
    view = kept(cast.buyer, "重点")
    text = text_of(client(cast.buyer).get(f"{PRODUCTS}?view={view.id}"))
    heads = text.split("<thead>")[1].split("</thead>")[0]
    links = [one.split('"')[0] for one in heads.split('class="sort" href="')[1:]]
    assert links != []
    assert [one for one in links if "x_rank.in=a" not in one or f"view={view.id}" not in one] == []


def test_a_private_view_is_its_owners_alone(kept, client, cast):
    view = kept(cast.buyer, "私だけ")
    page = client(cast.master_admin)
    assert 'class="view-strip"' not in text_of(page.get(PRODUCTS))
    answer = page.get(f"{PRODUCTS}?view={view.id}")
    assert "このビューはなくなったか" in text_of(answer)
    token_page = f"{PRODUCTS}/views/new"
    for path in (f"/{view.id}", f"/{view.id}/content", f"/{view.id}/opening", f"/{view.id}/restoration"):
        assert (
            page.post_form(f"{PRODUCTS}/views{path}", {"name": "x"}, form_page=token_page).status_code == 404
        )
    assert page.get(f"{PRODUCTS}/views/{view.id}/edit").status_code == 404


@pytest.fixture
def group(inside, cast):
    with inside(cast.system_admin):
        made = Group(name="購買会議")
        session.add(made)
        session.flush()
        for person in (cast.buyer, cast.approver):
            session.add(GroupMember(group_id=made.id, subject=f"user:{person.user_id}"))
        session.flush()
        return f"group:{made.id}"


def test_a_view_shared_with_a_group_is_its_members(kept, group, client, cast):
    view = kept(cast.buyer, "会議用", subjects=[group])
    assert tabs(client(cast.approver).get(PRODUCTS)) == ["すべて", "会議用"]
    assert 'class="view-strip"' not in text_of(client(cast.master_admin).get(PRODUCTS))
    member = client(cast.approver)
    refused = member.post_form(
        f"{PRODUCTS}/views/{view.id}", {"name": "私の"}, form_page=f"{PRODUCTS}/views/new"
    )
    assert refused.status_code == 403
    assert "購買会議" in text_of(client(cast.buyer).get(f"{PRODUCTS}/views/new"))
    assert "購買会議" not in text_of(client(cast.master_admin).get(f"{PRODUCTS}/views/new"))


def test_a_group_one_is_not_in_cannot_be_shared_with(own, group, inside, cast):
    with inside(cast.master_admin):
        view = operations.save_view(own, question_from(own, {}), "だれかに", subjects=[group, "user:1", "x"])
        assert view.subjects == []


def test_sharing_with_everybody_takes_a_permission(own, rows, inside, cast, client):
    with inside(cast.buyer):
        with pytest.raises(Forbidden):
            operations.save_view(own, question_from(own, ASKED), "全員へ", subjects=["everybody"])
        assert session.scalars(select(SavedView)).all() == []
    page = client(cast.buyer)
    forged = {**ASKED, "name": "全員へ", "subjects": "everybody"}
    assert page.post_form(f"{PRODUCTS}/views", forged, form_page=f"{PRODUCTS}/views/new").status_code == 403
    assert "社内の全員" not in text_of(page.get(f"{PRODUCTS}/views/new"))
    keeper = client(cast.master_admin)
    assert "社内の全員" in text_of(keeper.get(f"{PRODUCTS}/views/new"))
    assert keeper.post_form(f"{PRODUCTS}/views", forged, form_page=f"{PRODUCTS}/views/new").status_code == 303
    assert tabs(page.get(PRODUCTS)) == ["すべて", "全員へ"]
    with inside(cast.buyer):
        view = session.scalars(select(SavedView)).one()
        with pytest.raises(Forbidden):
            operations.remove(view)
    with inside(cast.system_admin):
        operations.rename_and_share(session.scalars(select(SavedView)).one(), "全社", ["everybody"])


def test_a_list_opens_with_the_view_of_ones_choice(kept, client, cast, inside, rows):
    view = kept(cast.buyer, "重点")
    page = client(cast.buyer)
    everything = codes(page.get(PRODUCTS))
    page.post_form(f"{PRODUCTS}/views/{view.id}/opening", form_page=f"{PRODUCTS}?view={view.id}")
    assert codes(page.get(PRODUCTS)) == codes(page.get(f"{PRODUCTS}?view={view.id}")) != everything
    assert codes(page.get(f"{PRODUCTS}?view=all")) == everything
    assert codes(page.get(f"{PRODUCTS}?sort=code")) == everything
    page.post_form(f"{PRODUCTS}/views/{view.id}/opening?_method=DELETE", form_page=PRODUCTS)
    assert codes(page.get(PRODUCTS)) == everything


def test_a_removed_view_comes_back(kept, client, cast, inside):
    view = kept(cast.buyer, "重点")
    page = client(cast.buyer)
    gone = page.post_form(
        f"{PRODUCTS}/views/{view.id}?_method=DELETE", form_page=f"{PRODUCTS}?view={view.id}"
    )
    listed = page.get(gone.headers["Location"])
    assert "ビューを削除しました。" in text_of(listed)
    assert 'class="view-strip"' not in text_of(listed)
    assert "このビューはなくなったか" in text_of(page.get(f"{PRODUCTS}?view={view.id}"))
    page.post_form(f"{PRODUCTS}/views/{view.id}/restoration", form_page=gone.headers["Location"])
    assert tabs(page.get(PRODUCTS)) == ["すべて", "重点"]
    with inside(cast.buyer):
        verbs = [entry.verb for entry in session.scalars(trail_of(view.id))]
        assert verbs == ["view.restored", "view.removed", "view.saved"]


def test_a_view_of_fields_that_are_gone_still_opens(kept, inside, cast, client):
    view = kept(
        cast.buyer,
        "古い",
        **{"x_rank.in": ["a"], "price.from": ["1"], "columns": "x_weight,code", "sort": "-x_weight"},
    )
    with inside(cast.buyer):
        row = session.scalars(select(SavedView)).one()
        row.content = {**row.content, "x_gone.in": ["a"], "columns": "x_gone,name,code", "sort": "-x_gone"}
        session.flush()
    answer = client(cast.buyer).get(f"{PRODUCTS}?view={view.id}")
    assert answer.status_code == 200
    assert "x_gone.in=a" in text_of(answer)
    assert "変更あり" not in text_of(answer)
    assert codes(answer) == ["P03", "P06", "P09"]


def test_widths_are_kept_for_each_reader_and_view(kept, inside, cast, client):
    view = kept(cast.master_admin, "全社", subjects=["everybody"])
    page = client(cast.buyer)
    asked = {
        "view": str(view.id),
        "widths": '{"code": 120, "name": 9999, "gone": 50, "state": 1, "price": "wide"}',
    }
    assert page.post_form(f"{PRODUCTS}/widths", asked, form_page=PRODUCTS).status_code == 303
    with inside(cast.buyer):
        habit = session.scalars(select(ListHabit)).one()
        assert habit.widths == {str(view.id): {"code": 120, "name": 900, "state": 40}}
    assert '<col width="120">' in text_of(page.get(f"{PRODUCTS}?view={view.id}"))
    assert "<colgroup>" not in text_of(page.get(f"{PRODUCTS}?view=all"))
    assert "<colgroup>" not in text_of(client(cast.master_admin).get(f"{PRODUCTS}?view={view.id}"))
    for nonsense in ("", "[1]", "{", "null"):
        page.post_form(f"{PRODUCTS}/widths", {"view": str(view.id), "widths": nonsense}, form_page=PRODUCTS)
    with inside(cast.buyer):
        assert session.scalars(select(ListHabit)).one().widths == {}


def test_a_list_with_views_costs_no_further_statement(kept, client, cast, statements):
    page = client(cast.buyer)
    first = kept(cast.buyer, "重点")
    page.get(PRODUCTS)
    counted = []
    for names in ((), ("2", "3")):
        for name in names:
            kept(cast.buyer, name)
        statements.clear()
        page.get(f"{PRODUCTS}?view={first.id}")
        counted.append(len(statements))
    assert counted == [2, 2], statements


def test_views_are_the_tenants_own(kept, inside, cast, client):
    kept(cast.master_admin, "全社", subjects=["everybody"])
    stranger = cast.person("foreign", "buyer")
    with inside(stranger):
        assert session.scalars(queries.visible_views(PRODUCT)).all() == []
    assert 'class="view-strip"' not in text_of(client(stranger).get("/foreign/products"))


def test_an_empty_name_is_refused_by_the_verb(own, inside, cast):
    with inside(cast.buyer), pytest.raises(Rejected):
        operations.save_view(own, question_from(own, {}), " \u3000 ")
