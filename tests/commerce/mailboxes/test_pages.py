"""The pages: a mailbox is set up, a pattern is made from a mail, what waits is decided."""

import pytest
from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.intake.model import IntakeProfile
from app.commerce.mailboxes.model import OrderLetter, OrderMailbox
from app.commerce.mailboxes.queries import password_of
from app.commerce.orders.model import Order
from app.commerce.persons.model import PersonalDataRead
from app.kernel import clock
from app.kernel.db import session
from app.platform.webhooks import sending
from tests.commerce.mailboxes.conftest import NOW
from tests.commerce.mailboxes.mails import HEADINGS, ITEM, LABELS, TEXT, mail
from tests.peers.imap import PASSWORD, USER, Imap

BASE = "/yamada"


class Seen:
    """The pages of a shop with a mailbox, as its manager has them."""

    def __init__(self, server, client, cast, inside, run_jobs):
        self.server, self.cast, self.inside, self.run_jobs = server, cast, inside, run_jobs
        self.browser = client(cast.shop_manager)
        with inside(cast.shop_manager):
            channel = Channel(code="M1", name="電話帳ストア", kind="own", state="active")
            session.add(channel)
            session.commit()
            self.shop = channel.id
        self.page = f"{BASE}/order-mailboxes/{self.shop}"

    def form(self, **more):
        values = {
            "host": "127.0.0.1", "port": str(self.server.port), "security": "none", "user_name": USER,
            "password": PASSWORD, "folder": "INBOX", "after": "leave", "minutes": "10", "profile_id": "",
        }  # fmt: skip
        return values | more

    def set_up(self, **more):
        return self.browser.post_form(self.page, self.form(**more), form_page=self.page)

    def fetch(self):
        answer = self.browser.post_form(f"{self.page}/fetches", {}, form_page=f"{BASE}/order-mails")
        self.run_jobs()
        return answer

    def ask(self, found):
        with self.inside(self.cast.shop_manager):
            return session.scalars(found).all()


@pytest.fixture
def seen(client, cast, inside, run_jobs):
    sending.use(loopback=True)
    with (
        clock.frozen(NOW),
        Imap() as server,
    ):  # mails of the tests have a day; a new mailbox looks back for a week
        yield Seen(server, client, cast, inside, run_jobs)


def pattern(**more):
    form = {f"label-{name}": text for name, text in LABELS.items()}
    form |= {f"heading-{name}": text for name, text in HEADINGS.items()}
    return form | {"name": "カート", "kind": "", "item": ITEM, "sample": TEXT} | more


def test_a_mailbox_is_set_up_fetched_and_its_password_is_never_shown(seen):
    assert seen.set_up().status_code == 303
    shown = seen.browser.get(seen.page).text
    assert (USER in shown, "pa&#34;ss" in shown, "word 1" in shown) == (True, False, False)
    seen.set_up(password="", minutes="5", version="1")
    with seen.inside(seen.cast.shop_manager):
        assert password_of(seen.shop) == PASSWORD
    seen.server.put(mail("問い合わせ"))
    assert seen.fetch().status_code == 303
    assert ("電話帳ストア" in seen.browser.get(f"{BASE}/connections/").text, seen.server.fetched) == (
        True,
        [1],
    )


@pytest.mark.parametrize(
    "change, said",
    [({"host": ""}, "入力"), ({"port": "70000"}, "port"), ({"password": ""}, "パスワードを入力してください"),
     ({"after": "move"}, "移動先フォルダーを入力してください"),
     ({"after": "move", "after_folder": "INBOX"}, "別のフォルダ")],
)  # fmt: skip
def test_what_does_not_go_together_is_refused_and_nothing_is_kept(seen, change, said):
    answer = seen.set_up(**change)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert seen.ask(select(OrderMailbox)) == []


def test_who_looked_at_an_older_version_does_not_overwrite_a_mailbox(seen):
    seen.set_up()
    seen.set_up(minutes="5", version="1")
    assert seen.set_up(minutes="7", version="1").status_code == 409
    assert [one.minutes for one in seen.ask(select(OrderMailbox))] == [5]


def test_an_error_of_the_mailbox_stands_on_the_page_of_connections(seen):
    seen.set_up(password="wrong")
    seen.fetch()
    for page in ("connections/", "order-mails", f"order-mailboxes/{seen.shop}"):
        assert (
            "ユーザー名またはパスワードをメールサーバーが受け付けません"
            in seen.browser.get(f"{BASE}/{page}").text
        )


def test_from_a_mail_that_waits_to_a_pattern_to_the_order(seen):
    seen.set_up()
    seen.server.put(mail())
    seen.fetch()
    [letter] = seen.ask(select(OrderLetter))
    page = f"{BASE}/order-mails/{letter.id}"
    shown = seen.browser.get(page).text
    assert ("りんごジュース①" in shown, "取込パターンがありません" in shown) == (True, True)
    made = seen.browser.get(f"{BASE}/mail-patterns/new?letter={letter.id}").text
    for told in ("読み取り結果", "みかん", "¥3,200", 'value="ご注文者"', "佐藤 太郎"):
        assert told in made
    answer = seen.browser.post_form(f"{BASE}/mail-patterns", pattern(letter=str(letter.id)), form_page=page)
    assert (answer.status_code, answer.location) == (303, page)
    seen.browser.post_form(f"{page}/reading", {}, form_page=page)
    assert [one.number for one in seen.ask(select(Order))] == ["10023"]
    assert "10023" in seen.browser.get(f"{BASE}/order-mails?state=done").text
    reads = {one.record_id for one in seen.ask(select(PersonalDataRead))}
    assert letter.id in reads


def test_a_pasted_mail_is_shown_as_it_would_be_read_and_nothing_of_it_is_kept(seen):
    new = f"{BASE}/mail-patterns/new"
    answer = seen.browser.post_form(
        f"{BASE}/mail-patterns/proposal", {"sample": TEXT, "name": ""}, form_page=new
    )
    assert ('value="お名前"' in answer.text, "¥3,200" in answer.text) == (True, True)
    broken = pattern(item="{商品名}")
    answer = seen.browser.post_form(f"{BASE}/mail-patterns/preview", broken, form_page=new)
    assert "商品明細の行には {商品名} と {数量} が必要です" in answer.text
    assert seen.browser.post_form(f"{BASE}/mail-patterns", broken, form_page=new).status_code == 422
    assert seen.ask(select(IntakeProfile)) == []
    seen.browser.post_form(f"{BASE}/mail-patterns", pattern(), form_page=new)
    [kept] = seen.ask(select(IntakeProfile))
    assert (kept.shape, kept.columns["number"], "花子" in str(kept.layout)) == (
        "mail",
        ["受注番号|注文番号", None],
        False,
    )
    edit = f"{BASE}/mail-patterns/{kept.id}/edit"
    assert 'value="受注番号 | 注文番号"' in seen.browser.get(edit).text
    seen.browser.post_form(
        f"{BASE}/mail-patterns/{kept.id}", pattern(name="別名", version="1"), form_page=edit
    )
    assert "別名" in seen.browser.get(f"{BASE}/mail-patterns").text
    assert "別名" not in seen.browser.get(f"{BASE}/intake-profiles").text
    seen.browser.post_form(
        f"{BASE}/mail-patterns/{kept.id}?_method=DELETE", {}, form_page=f"{BASE}/mail-patterns"
    )
    assert seen.ask(select(IntakeProfile)) == []


def test_a_mail_that_is_no_order_is_put_aside(seen):
    seen.set_up()
    seen.server.put(mail("問い合わせ"))
    seen.fetch()
    [letter] = seen.ask(select(OrderLetter))
    page = f"{BASE}/order-mails/{letter.id}"
    seen.browser.post_form(f"{page}/dismissal", {}, form_page=page)
    assert ([one.state for one in seen.ask(select(OrderLetter))], seen.ask(select(Order))) == (
        ["dismissed"],
        [],
    )
    assert "確認待ちのメールはありません" in seen.browser.get(f"{BASE}/order-mails").text


def test_a_mailbox_that_is_removed_takes_its_password_along(seen):
    seen.set_up()
    seen.browser.post_form(f"{seen.page}?_method=DELETE", {}, form_page=seen.page)
    with seen.inside(seen.cast.shop_manager):
        assert (session.scalars(select(OrderMailbox)).all(), password_of(seen.shop)) == ([], "")
