"""Comments: who hears of them, what one may still do about one's own, and how they are shown."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.access.users.model import User
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.platform.mail.model import Mail
from app.platform.notifications.model import Notification
from app.platform.settings import choose
from app.records.comments import operations
from app.records.comments.model import Comment, CommentLike
from app.records.comments.wording import worded
from app.records.following.operations import follow, unfollow
from app.records.kit import keeping

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def row(partner):
    return partner("T-1", "東海精工")


def call(person, name, **facts):
    """Give a person of the cast a name (and more)."""
    user = session.get(User, (person.tenant_id, person.user_id))
    user.name = name
    for fact, value in facts.items():
        setattr(user, fact, value)
    session.flush()


def notices():
    found = select(Notification).order_by(Notification.created_at, Notification.id)
    return [(one.user_id, one.kind, one.path, one.values) for one in session.scalars(found)]


def bodies():
    return list(session.scalars(select(Comment.body).order_by(Comment.created_at, Comment.id)))


def test_a_comment_mentions_a_colleague_who_is_told_where_it_stands(inside, cast, row):
    with inside(cast.master_admin):
        call(cast.buyer, "佐藤 美咲")
        outcome = operations.comment(PARTNER, row, "@佐藤美咲 さん、単価を見てください", None)
        said = outcome.comment
        assert (outcome.unreached, outcome.unclear) == ((), ())
        assert said.mentions == [[str(cast.buyer.user_id), "@佐藤美咲"]]
        session.flush()
        path = f"/partners/{row.id}?comment={said.id}#comment-{said.id}"
        values = {"who": "master_admin yamada", "record": "東海精工"}
        assert notices() == [(cast.buyer.user_id, "comment.mentioned", path, values)]
        assert list(session.scalars(select(Mail.to_address))) == [cast.buyer.email]


@pytest.mark.parametrize(
    "body, found",
    [
        ("@佐藤 美咲 見て", ["@佐藤 美咲"]),
        ("＠佐藤　美咲、見て", ["＠佐藤　美咲"]),
        ("確認@buyer@yamada.exampleへ", ["@buyer@yamada.example"]),
        ("buyer@yamada.example に送った", []),
        ("@佐藤 見て", []),
        ("@佐藤 美咲さんと@林 花", ["@佐藤 美咲", "@林 花"]),
        ("@林 花子", ["@林 花子"]),
    ],
)
def test_a_mention_is_a_whole_name_or_address(inside, cast, row, body, found):
    with inside(cast.master_admin):
        call(cast.buyer, "佐藤 美咲")
        call(cast.approver, "林 花")
        call(cast.accounts_payable, "林 花子")
        said = operations.comment(PARTNER, row, body, None).comment
        assert sorted(words for _who, words in said.mentions) == sorted(found)


def test_a_name_that_two_have_tells_nobody(inside, cast, row):
    with inside(cast.master_admin):
        call(cast.buyer, "佐藤 美咲")
        call(cast.approver, "佐藤 美咲")
        outcome = operations.comment(PARTNER, row, "@佐藤 美咲 見て", None)
        assert (outcome.unreached, outcome.unclear, outcome.comment.mentions) == ((), ("@佐藤 美咲",), [])
        assert notices() == []


def test_who_cannot_see_the_record_is_not_told_and_the_writer_hears_of_it(client, inside, cast, row):
    with inside(cast.master_admin):
        call(cast.nobody, "外野 一郎")
    page = client(cast.master_admin)
    url = f"/yamada/partners/{row.id}"
    answer = page.post_form(f"{url}/comments", {"body": "@外野 一郎 どう?"}, form_page=url)
    assert answer.status_code == 303
    text = page.get(answer.headers["Location"]).get_data(as_text=True)
    assert "外野 一郎さんはこのデータを閲覧できないため、通知していません。" in text
    with inside(cast.master_admin):
        assert bodies() == ["@外野 一郎 どう?"]
        assert notices() == []


def test_everybody_concerned_is_told_once(inside, cast, row):
    with inside(cast.buyer):
        call(cast.buyer, "佐藤 美咲")
        call(cast.approver, "鈴木 健一")
        first = operations.comment(PARTNER, row, "これは?", None).comment
        follow(PARTNER, row)
    for person in (cast.approver, cast.accounts_payable):
        with inside(person):
            follow(PARTNER, session.merge(row))
    with inside(cast.master_admin):
        operations.comment(PARTNER, row, "@鈴木 健一 どうぞ", session.merge(first))
        session.flush()
        assert sorted((who, kind) for who, kind, _path, _values in notices()) == sorted(
            [
                (cast.approver.user_id, "comment.mentioned"),
                (cast.buyer.user_id, "comment.replied"),
                (cast.accounts_payable.user_id, "record.commented"),
            ]
        )


def test_own_words_are_changed_while_they_are_young(inside, cast, row):
    with inside(cast.buyer):
        said = operations.comment(PARTNER, row, "十円", None).comment
        operations.rewrite(PARTNER, row, said, "千円")
        assert (said.body, said.edited_at is not None) == ("千円", True)
        said.created_at = clock.now() - timedelta(minutes=16)
        with pytest.raises(Rejected, match="15"):
            operations.rewrite(PARTNER, row, said, "万円")
        assert said.body == "千円"
    with inside(cast.system_admin):
        choose("records.comment_edit_minutes", 60)
    with inside(cast.buyer):
        operations.rewrite(PARTNER, row, session.merge(said), "万円")
        assert bodies() == ["万円"]


def test_an_edit_tells_only_whom_it_mentions_anew(inside, cast, row):
    with inside(cast.master_admin):
        call(cast.buyer, "佐藤 美咲")
        call(cast.approver, "鈴木 健一")
        said = operations.comment(PARTNER, row, "@佐藤 美咲 見て", None).comment
        operations.rewrite(PARTNER, row, said, "@佐藤 美咲 @鈴木 健一 見て")
        session.flush()
        told = [(who, kind) for who, kind, _path, _values in notices()]
        assert told == [
            (cast.buyer.user_id, "comment.mentioned"),
            (cast.approver.user_id, "comment.mentioned"),
        ]


def test_a_deleted_comment_leaves_its_place(client, inside, cast, row):
    with inside(cast.buyer):
        said = operations.comment(PARTNER, row, "内緒の話", None).comment
        operations.comment(PARTNER, row, "答え", said)
    with inside(cast.approver):
        operations.like(PARTNER, row, session.merge(said))
    page, url = client(cast.buyer), f"/yamada/partners/{row.id}"
    fragment = page.post_form(
        f"{url}/comments/{said.id}?_method=DELETE", {}, form_page=url, headers=HTMX
    ).get_data(as_text=True)
    assert fragment.lstrip().startswith(f'<li id="comment-{said.id}"')
    assert "削除されました" in fragment
    text = page.get(url).get_data(as_text=True)
    assert "内緒の話" not in text
    assert '<p class="muted">削除されました</p>' in text
    assert "<b>buyer yamada</b> 削除されました</a>" in text
    with inside(cast.buyer):
        assert bodies() == ["", "答え"]
        assert session.scalars(select(CommentLike)).all() == []


@pytest.mark.parametrize("method", ["", "?_method=DELETE"])
def test_a_comment_of_somebody_else_is_not_there_to_be_changed(client, inside, cast, row, method):
    with inside(cast.buyer):
        said = operations.comment(PARTNER, row, "佐藤の言葉", None).comment
    page, url = client(cast.approver), f"/yamada/partners/{row.id}"
    answer = page.post_form(f"{url}/comments/{said.id}{method}", {"body": "別の言葉"}, form_page=url)
    assert answer.status_code == 404
    with inside(cast.buyer):
        assert bodies() == ["佐藤の言葉"]


def test_a_like_is_one_per_person_and_says_who(client, inside, cast, row):
    with inside(cast.buyer):
        call(cast.approver, "鈴木 健一")
        said = operations.comment(PARTNER, row, "よい知らせ", None).comment
    page, url = client(cast.approver), f"/yamada/partners/{row.id}"
    for _twice in range(2):
        answer = page.post_form(f"{url}/comments/{said.id}/like", {}, form_page=url)
        assert answer.headers["Location"] == f"{url}?comment={said.id}#comment-{said.id}"
    text = page.get(url).get_data(as_text=True)
    assert "<summary>1人</summary><p>鈴木 健一</p>" in text
    assert f"{url}/comments/{said.id}/like?_method=DELETE" in text
    page.post_form(f"{url}/comments/{said.id}/like?_method=DELETE", {}, form_page=url)
    with inside(cast.buyer):
        assert session.scalars(select(CommentLike)).all() == []


def test_an_answer_quotes_what_it_answers(client, inside, cast, row):
    with inside(cast.buyer):
        said = operations.comment(PARTNER, row, "いつ届きますか", None).comment
    page, url = client(cast.approver), f"/yamada/partners/{row.id}"
    form = f"{url}/comments/new?reply_to={said.id}"
    assert "いつ届きますか" in page.get(form).get_data(as_text=True)
    page.post_form(f"{url}/comments", {"body": "明日です", "reply_to": str(said.id)}, form_page=form)
    text = page.get(f"{url}?about=comments").get_data(as_text=True)
    assert text.count("いつ届きますか") == 2
    with inside(cast.buyer):
        [answer] = session.scalars(select(Comment).where(Comment.body == "明日です"))
        assert answer.reply_to_id == said.id


def test_an_answer_to_a_comment_on_another_record_is_refused(client, inside, cast, row, partner):
    other = partner("T-2", "別の会社")
    with inside(cast.buyer):
        said = operations.comment(PARTNER, other, "別の話", None).comment
    page, url = client(cast.buyer), f"/yamada/partners/{row.id}"
    answer = page.post_form(f"{url}/comments", {"body": "はい", "reply_to": str(said.id)}, form_page=url)
    assert answer.status_code == 404
    with inside(cast.buyer):
        assert bodies() == ["別の話"]


@pytest.mark.parametrize(
    "body, said", [("  \n ", "コメントを入力してください"), ("あ" * 4001, "4000文字以内")]
)
def test_what_cannot_be_kept_is_said_beside_what_was_typed(client, inside, cast, row, body, said):
    page, url = client(cast.buyer), f"/yamada/partners/{row.id}"
    for headers in ({}, HTMX):
        answer = page.post_form(f"{url}/comments", {"body": body}, form_page=url, headers=headers)
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)
    with inside(cast.buyer):
        assert bodies() == []


def test_htmx_gets_the_time_line_with_the_new_comment_on_top(client, inside, cast, row):
    page, url = client(cast.buyer), f"/yamada/partners/{row.id}"
    text = page.post_form(f"{url}/comments", {"body": "新着"}, form_page=url, headers=HTMX).get_data(
        as_text=True
    )
    assert text.lstrip().startswith('<section id="happening"')
    assert text.index("新着") < text.index("登録しました")


def test_colleagues_are_offered_by_name_reading_and_address(client, inside, cast, row):
    with inside(cast.master_admin):
        call(cast.buyer, "佐藤 美咲", kana="サトウ ミサキ")
        call(cast.nobody, "佐藤 次郎", kana="サトウ ジロウ")
    page, url = client(cast.master_admin), f"/yamada/partners/{row.id}/colleagues"
    for typed in ("佐藤", "さとう", "サトウミ", "buyer"):
        text = page.get(f"{url}?q={typed}", headers=HTMX).get_data(as_text=True)
        assert 'data-text="佐藤 美咲"' in text, typed
    text = page.get(f"{url}?q=佐藤", headers=HTMX).get_data(as_text=True)
    assert text.count('role="option"') == 2
    assert text.count("閲覧権限なし") == 1
    assert page.get(url).status_code == 303


def test_a_comment_is_plain_text_with_links_and_marked_mentions():
    body = "<b>太字</b>\nhttps://example.jp/a?b=1&c=(d)。@佐藤 美咲 javascript:alert(1) (https://x.example/)を見て"
    assert str(worded(body, [[str(UUID(int=1)), "@佐藤 美咲"]])) == (
        "&lt;b&gt;太字&lt;/b&gt;\n"
        '<a href="https://example.jp/a?b=1&amp;c=(d)" rel="noopener noreferrer nofollow" target="_blank">'
        "https://example.jp/a?b=1&amp;c=(d)</a>。"
        '<b class="mention">@佐藤 美咲</b> javascript:alert(1) ('
        '<a href="https://x.example/" rel="noopener noreferrer nofollow" target="_blank">https://x.example/</a>)を見て'
    )


def test_followers_hear_of_changes_until_they_stop(inside, cast, row):
    with inside(cast.buyer):
        follow(PARTNER, session.merge(row))
    with inside(cast.master_admin):
        found = session.scalars(select(Partner)).one()
        keeping.change(PARTNER, found, {"code": "T-1", "name": "東海精工", "phone": "03"}, version=1)
        session.flush()
        assert [(who, kind) for who, kind, _p, _v in notices()] == [(cast.buyer.user_id, "record.changed")]
        assert list(session.scalars(select(Mail.id))) == []
    with inside(cast.buyer):
        unfollow(PARTNER, session.merge(row))
    with inside(cast.master_admin):
        found = session.scalars(select(Partner)).one()
        keeping.archive(PARTNER, found)
        session.flush()
        assert len(notices()) == 1
