"""Orders that come by mail: read whatever their encoding, never twice; what cannot be read waits with its reason."""

import datetime as dt
import time

import pytest
from sqlalchemy import select, text

from app.commerce.intake.model import Intake
from app.commerce.intake.profiling import keep, mapping_from, proposed
from app.commerce.mailboxes import operations
from app.commerce.orders.model import Order
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry
from app.platform.jobs import Job
from tests.commerce.mailboxes.mails import HTML, TEXT, mail


def orders():
    found = select(Order.number, Order.total).order_by(Order.number)
    return [tuple(row) for row in session.execute(found)]


@pytest.mark.parametrize(
    "charset, way",
    [("utf-8", "base64"), ("utf-8", "quoted-printable"), ("cp932", "base64"), ("shift_jis", "8bit"),
     ("iso-2022-jp", "7bit"), ("iso-2022-jp", "base64")],
)  # fmt: skip
def test_an_order_is_read_whatever_its_encoding(post, charset, way):
    post.product("A", 9, price=1000)
    post.product("B", 9, price=500)
    post.pattern()
    post.set_up()
    plain = mail(charset="cp932" if charset == "shift_jis" else charset, way=way)
    post.server.put(
        plain.replace(b"charset=cp932", b"charset=shift_jis") if charset == "shift_jis" else plain
    )
    post.fetch()
    assert post.states() == [(1, "done", ["10023"])]
    order, slip = post.find("10023"), post.slip("10023")
    assert (order.goods, order.postage, order.total, order.payment_name) == (
        2500,
        700,
        3200,
        "クレジットカード",
    )
    assert order.ordered_at == dt.datetime(2026, 11, 20, 10, 11, tzinfo=clock.JST)
    buyer, to = order.buyer, slip.recipient
    assert (buyer.name, buyer.family_kana, buyer.postal, buyer.city, buyer.street, buyer.mail) == (
        "山田 花子", "ヤマダ", "1050011", "港区", "芝公園1-2-3", "hanako@example.com",
    )  # fmt: skip
    assert (to.name, to.postal, to.street, str(slip.wished_on), slip.slot) == (
        "佐藤 太郎", "1050011", "芝公園3-3-3", "2026-12-01", "am",
    )  # fmt: skip
    assert post.contents("10023") == {1: {1: 2, 2: 1}}


def test_a_mail_of_html_alone_is_read_as_text(post):
    post.product("A", 9)
    labels = {"number": "注文番号", "buyer_family": "お名前", "buyer_phone": "電話番号", "goods": "商品合計"}
    post.pattern(labels=labels, headings={"lines": "ご注文商品", "rest": "商品合計"})
    post.set_up()
    post.server.put(mail(HTML, subtype="html"))
    post.fetch()
    assert [(one.state, one.reason) for one in post.letters()] == [("done", "")]
    assert (post.find("20001").buyer.name, post.find("20001").goods) == ("山田 花子", 2000)


def test_the_same_mail_twice_changes_nothing(post):
    post.pattern()
    post.set_up()
    post.server.put(mail())
    post.fetch()
    post.server.put(mail())
    post.fetch()
    post.server.renew()
    post.fetch()
    assert (post.states(), [number for number, _total in orders()]) == ([(2, "done", ["10023"])], ["10023"])
    assert (post.mailbox.validity, post.mailbox.last_uid, post.server.fetched) == (2, 2, [1])


def test_a_mail_without_a_message_id_is_known_by_its_content(post):
    post.pattern()
    post.set_up()
    for _time in range(2):
        post.server.put(mail(message_id=""))
    post.fetch()
    assert len(post.letters()) == len(orders()) == 1


def test_only_mails_of_the_senders_with_the_words_in_the_subject_are_fetched(post):
    post.pattern()
    post.set_up(senders="@shop.example\nother@mall.example", subjects="ご注文\nOrder")
    post.server.put(mail(number="1", message_id="<1@x>"))
    post.server.put(mail(number="2", message_id="<2@x>", sender="evil@noshop.example"))
    post.server.put(mail(number="3", message_id="<3@x>", subject="発送のお知らせ"))
    post.server.put(mail(number="4", message_id="<4@x>", sender="other@mall.example", charset="iso-2022-jp"))
    post.fetch()
    assert [number for number, _total in orders()] == ["1", "4"]
    assert (post.server.fetched, post.mailbox.last_uid, len(post.letters())) == ([1, 4], 4, 2)


def test_a_mail_that_cannot_be_read_waits_sealed_with_the_reason_and_goes_in_once_there_is_a_pattern(post):
    post.set_up()
    post.server.put(mail())
    post.server.put(mail("お問い合わせです", message_id="<2@x>"))
    post.fetch()
    assert [(one.state, one.reason) for one in post.letters()] == [
        ("waiting", "There is no pattern for texts of mails yet. Make one from this mail.")
    ] * 2
    post.pattern()
    first, second = post.letters()
    assert (operations.read_again(first), operations.read_again(second)) == (True, False)
    assert second.reason == "No order number was found."
    operations.dismiss(second)
    with pytest.raises(Rejected):
        operations.read_again(second)
    assert (post.states(), len(orders())) == ([(1, "done", ["10023"]), (2, "dismissed", [])], 1)


@pytest.mark.parametrize(
    "change, reason",
    [(("注文番号：10023", "注文番号：1\n注文番号：2"), "Several order numbers are in one mail."),
     (("× １個", "ひとつ"), "These lines look like items and fit no pattern: 25"),
     (("2026年11月20日(金) 10:11", "きのう"), "受注日時 “きのう”: This is no date and time."),
     ((TEXT[TEXT.index("りんご") : TEXT.index("商品合計")], ""), "No item line was found.")],
)  # fmt: skip
def test_an_order_goes_in_whole_or_not_at_all(post, change, reason):
    post.pattern()
    post.set_up()
    post.server.put(mail(TEXT.replace(*change).replace("(B)　￥５００ ひとつ", "(B) 5箱")))
    post.fetch()
    assert [(one.state, one.reason) for one in post.letters()] == [("waiting", reason)]
    assert orders() == []


def test_a_huge_mail_is_refused_by_its_size_before_it_is_fetched(post):
    post.set_up()
    post.server.put(mail(), announced=21 * 1024 * 1024)
    post.fetch()
    [letter] = post.letters()
    assert (letter.state, letter.reason, letter.content) == (
        "waiting", "This mail is too large (21.0 MB); it was not fetched.", None,
    )  # fmt: skip
    assert (post.server.fetched, post.mailbox.last_uid) == ([], 1)


def test_files_go_the_way_of_dropped_files(post):
    content = "受注番号,受注日時,商品名,数量,商品コード,単価,注文者名,合計金額\r\n"
    content += "501,2026/11/20 10:00,りんご,2,A,1000,山田 花子,2000\r\n"
    header = content.split("\r\n")[0].split(",")
    keep(mapping_from("カート", "", header, proposed(header), {}), header)
    post.product("A", 9)
    post.set_up()
    post.server.put(
        mail("添付をご覧ください", files=[("受注.csv", content.encode("cp932")), ("logo.png", b"\x89PNG")])
    )
    done = post.fetch()
    assert "commerce.intake.take_files_in" in done
    [letter], [intake] = post.letters(), session.scalars(select(Intake)).all()
    assert (letter.state, letter.intake_id, intake.state, intake.counts["new"]) == (
        "done",
        intake.id,
        "done",
        1,
    )
    assert [number for number, _total in orders()] == ["501"]


def test_files_that_are_not_clear_wait_as_a_draft(post):
    post.set_up()
    post.server.put(mail("添付", files=[("list.csv", "列A,列B\r\n1,2\r\n".encode())]))
    post.fetch()
    [letter], [intake] = post.letters(), session.scalars(select(Intake)).all()
    assert (letter.state, letter.intake_id, intake.state) == ("waiting", intake.id, "draft")
    assert letter.reason == "list.csv: Choose which format this file is in."


def test_what_a_mail_says_is_sealed_and_gone_after_its_days(post):
    post.pattern()
    post.set_up()
    post.server.put(mail(TEXT.replace("花子", "標識子").replace("090-1234-5678", "0312340000")))
    post.server.put(mail("標識の問い合わせ", message_id="<2@x>", subject="標識件名"))
    post.fetch()
    tables = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    written = "".join(
        session.scalar(text(f"SELECT string_agg(t::text, '') FROM {one} t")) or "" for one in tables
    )
    assert [word for word in ("標識", "0312340000", "hanako@") if word in written] == []
    trail = [str(one.details) for one in session.scalars(select(AuditEntry))]
    trail += [f"{one.arguments}{one.result}{one.error}" for one in session.scalars(select(Job))]
    assert not [one for one in trail if "標識" in one or 'pa"ss' in one]
    with clock.frozen(clock.now() + dt.timedelta(days=15)):
        post.run_jobs()
    assert {(one.content, one.reason) for one in post.letters()} == {(None, "")}
    post.server.renew()
    post.fetch()
    assert len(post.letters()) == 2


def test_a_mail_made_to_be_slow_is_read_quickly(post):
    post.pattern()
    post.set_up()
    post.server.put(mail(TEXT.replace("みかん", "(a) 1 x 1 " * 3000)))
    start = time.monotonic()
    post.fetch()
    assert time.monotonic() - start < 5
