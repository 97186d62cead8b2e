"""The page of a record: its time line, what is connected with it, and the statements it takes."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.partners.record import PARTNER
from app.masters.products.record import PRODUCT
from app.platform import mail
from app.platform.storage import keep
from app.platform.storage.model import StoredFile
from app.records.comments import operations
from app.records.comments.model import Comment, CommentLike
from app.records.kit import keeping
from app.records.layouts.operations import configure

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def row(partner):
    return partner("T-1", "東海精工")


def text_of(page, url, **options):
    answer = page.get(url, **options)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def paper(code, name, **values):
    """Values of a product."""
    return {"code": code, "name": name, "tax_code": "10", "unit": "個", **values}


def link(text, label):
    """Address of the link with that label."""
    before, _label, _after = text.partition(f">{label}</a>")
    return before.rsplit("<a ", 1)[1].split('href="')[1].split('"')[0].replace("&amp;", "&")


def speak(row, count, files=0):
    """Many comments, each liked, and files, on a record."""
    now, who = clock.now() - timedelta(days=1), context.actor()
    facts = {"tenant_id": context.tenant_id()}
    said = [
        facts
        | {
            "id": new_id(),
            "record_type": "partner",
            "record_id": row.id,
            "author_id": who.id,
            "author_name": who.name,
        }
        | {"body": f"発言{n:03}", "mentions": [], "created_at": now + timedelta(minutes=2 * n)}
        for n in range(count)
    ]
    session.execute(insert(Comment), said)
    likes = [
        facts
        | {
            "id": new_id(),
            "comment_id": one["id"],
            "user_id": who.id,
            "user_name": who.name,
            "created_at": now,
        }
        for one in said
    ]
    session.execute(insert(CommentLike), likes)
    for n in range(files):
        session.add(
            StoredFile(
                name=f"図面{n:02}.pdf",
                content_type="application/pdf",
                size=1,
                sha256="0" * 64,
                subject_type="partners",
                subject_id=row.id,
                uploaded_by_name=who.name,
                created_at=now + timedelta(minutes=2 * n + 1),
            )
        )
    session.flush()


@pytest.mark.parametrize("comments, files", [(1, 1), (200, 50)])
def test_the_page_takes_the_same_few_statements_however_much_was_said(
    client, inside, cast, row, statements, comments, files
):
    with inside(cast.buyer):
        speak(row, comments, files)
    page = client(cast.buyer)
    page.get(f"/yamada/partners/{row.id}")
    statements.clear()
    text = text_of(page, f"/yamada/partners/{row.id}?sort=kana")
    told = [one for one in statements if "recently_viewed" not in one]
    assert len(told) == 10, "\n\n".join(told)
    assert len(statements) - len(told) == 1
    assert text.count('<li id="comment-') == min(comments, 19)


def test_everything_stands_in_one_time_line_and_can_be_told_apart(client, inside, cast, row):
    with inside(cast.buyer):
        operations.comment(PARTNER, row, "話しました", None)
        keep(io.BytesIO(b"%PDF-1.4 drawing"), "図面.pdf", subject=session.merge(row))
        mail.send("a@b.example", "mails/notice", subject_id=row.id, message="x", path="/", values={})
        letter = mail.send(
            "t@t.example",
            "mails/notice",
            to_name="東海",
            subject_id=row.id,
            message="注文",
            path="/",
            values={},
        )
        letter.kind = "procurement/mails/order"
    page, url = client(cast.buyer), f"/yamada/partners/{row.id}"
    found = {
        about: [
            one
            for one in ("話しました", "図面.pdf", "東海宛てのメール", "登録しました")
            if one in text_of(page, f"{url}?about={about}")
        ]
        for about in ("", "comments", "changes", "files", "nonsense")
    }
    everything = ["話しました", "図面.pdf", "東海宛てのメール", "登録しました"]
    assert found == {
        "": everything,
        "comments": ["話しました"],
        "changes": ["登録しました"],
        "files": ["図面.pdf"],
        "nonsense": everything,
    }
    assert text_of(page, url).count("宛てのメール") == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_one_goes_further_back_page_by_page(client, inside, cast, row, headers):
    with inside(cast.buyer):
        speak(row, 45)
    page = client(cast.buyer)
    url = f"/yamada/partners/{row.id}{'/happening' if headers else ''}?about=comments&sort=kana"
    seen = []
    while url:
        text = text_of(page, url, headers=headers)
        seen.append([n for n in range(45) if f"発言{n:03}" in text])
        url = "さらに前を見る" in text and link(text, "さらに前を見る").removesuffix("#happening")
        if url and headers:
            url = url.replace("?", "/happening?", 1)
    assert seen == [list(range(25, 45)), list(range(5, 25)), list(range(5))]
    assert ("最新に戻る" in text) is not bool(headers)


def test_a_notice_opens_the_time_line_where_its_comment_is(client, inside, cast, row):
    with inside(cast.buyer):
        speak(row, 60)
        [old] = session.scalars(select(Comment).where(Comment.body == "発言010"))
    page = client(cast.buyer)
    text = text_of(page, f"/yamada/partners/{row.id}?comment={old.id}")
    assert [n for n in range(60) if f"発言{n:03}" in text] == list(range(11))
    assert f'id="comment-{old.id}"' in text
    for strange in (new_id(), "x", ""):
        text = text_of(page, f"/yamada/partners/{row.id}?comment={strange}&before=nonsense")
        assert "発言059" in text


def test_a_restricted_person_sees_neither_page_nor_time_line(client, inside, cast, row):
    with inside(cast.buyer):
        said = operations.comment(PARTNER, row, "社外秘", None).comment
    for path in ("", "/happening", "/colleagues", f"/comments/new?reply_to={said.id}"):
        assert client(cast.nobody).get(f"/yamada/partners/{row.id}{path}", headers=HTMX).status_code == 403
        assert (
            client(cast.foreign.buyer).get(f"/foreign/partners/{row.id}{path}", headers=HTMX).status_code
            == 404
        )


def test_records_that_name_this_one_are_listed_with_the_way_to_all(
    client, inside, cast, own_product, category, product
):
    ring = category("C-1", "輪")
    made = [product(f"P{n}", f"ボルト{n}", category_id=ring.id) for n in range(7)]
    with inside(cast.master_admin):
        keeping.archive(PRODUCT, session.merge(made[0]))
    page = client(cast.buyer)
    text = text_of(page, f"/yamada/categories/{ring.id}")
    assert [n for n in range(7) if f"<b>ボルト{n}</b>" in text] == [1, 2, 3, 4, 5]
    assert "先頭の5件" in text
    address = f"/yamada/products?category_id.in={ring.id}"
    assert f'href="{address}"' in text
    listed = text_of(page, address)
    assert [n for n in range(7) if f"ボルト{n}</a>" in listed] == [1, 2, 3, 4, 5, 6]
    assert f'<a href="/yamada/categories/{ring.id}">輪</a>' in text_of(page, f"/yamada/products/{made[1].id}")


def test_a_link_of_an_own_field_points_back_too(client, inside, cast, own_product, product):
    target = product("T-1", "本体")
    with inside(cast.master_admin):
        keeping.enter(own_product, paper("T-2", "代わり", x_twin=target.id))
    text = text_of(client(cast.buyer), f"/yamada/products/{target.id}")
    assert "品目（代替品）" in text
    assert "<b>代わり</b>" in text


def test_cards_begin_as_the_tenant_arranged_them(client, inside, cast, row):
    with inside(cast.system_admin):
        cards = [{"key": "card0"}, {"key": "card1", "collapsed": True}, {"key": "card2"}, {"key": "card3"}]
        configure("record:partner", {"cards": cards}, "made")
    text = text_of(client(cast.buyer), f"/yamada/partners/{row.id}")
    assert text.count('<details class="card folding" open>') == 3
    assert text.count('<details class="card folding">') == 1
