"""Texts: placeholders are checked and filled, the most specific template wins, sentences come when they fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.commerce.customers.model import Customer
from app.commerce.customers.ranking import enter_rank
from app.commerce.mails.choosing import starting
from app.commerce.mails.defaults import STARTING
from app.commerce.mails.kinds import KINDS, LANGUAGES
from app.commerce.mails.model import MailTemplate
from app.commerce.mails.operations import change_template, enter_sentence, enter_template, retire_template
from app.commerce.mails.placeholders import MissingValues, Value, check_text, fill, names_in
from app.commerce.mails.planning import plan
from app.commerce.mails.showing import chosen_for, preview
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected

VALUES = {
    "buyer_name": "山田 <b>花子</b>",
    "order_number": "R-1",
    "lines": Value("A　1円\nB　2円", "<table><tr><td>A</td></tr></table>"),
    "page": "https://shop.example/p?a=1&b=2",
    "wished_on": "",
}


def template(**values):
    base = {
        "kind": "thanks", "name": "T", "channel_id": None, "payment_kind": "", "rank_id": None, "language": "",
        "subject": "件名 {受注番号}", "body": "{お名前} 様", "with_html": True, "advertising": False,
    }  # fmt: skip
    return base | values


def test_placeholders_are_filled_and_markup_is_made_of_escaped_pieces():
    text, html = fill("{お名前} 様\n\n{明細}\n{お客様ページ}\n", VALUES.get)
    assert text == "山田 <b>花子</b> 様\n\nA　1円\nB　2円\nhttps://shop.example/p?a=1&b=2\n"
    assert html == (
        "<p>山田 &lt;b&gt;花子&lt;/b&gt; 様</p>\n"
        "<table><tr><td>A</td></tr></table>"
        '<p><a href="https://shop.example/p?a=1&amp;b=2">https://shop.example/p?a=1&amp;b=2</a></p>'
    )


def test_what_is_not_known_is_named_unless_words_stand_there_for_it():
    with pytest.raises(MissingValues) as missing:
        fill("{お届け希望日} {入金日} {お届け希望日}", VALUES.get)
    assert missing.value.names == ["お届け希望日", "入金日"]
    assert fill("{お届け希望日|ご指定なし}", VALUES.get)[0] == "ご指定なし"


def test_a_line_with_nothing_but_an_empty_spot_disappears():
    assert fill("a\n{挿入:お届け}\nb", VALUES.get)[0] == "a\nb"
    assert fill("a\n{挿入:お届け}\nb", VALUES.get, lambda spot: f"[{spot}]")[0] == "a\n[お届け]\nb"


@pytest.mark.parametrize(
    "text, said",
    [
        ("{お名まえ} {受注番号} {x}", "There is no placeholder {お名まえ} {x}. Choose one of the list."),
        ("{お名前", "A brace is not closed. A placeholder looks like {受注番号}."),
        ("お名前}", "A brace is not closed. A placeholder looks like {受注番号}."),
    ],
)
def test_wrong_placeholders_are_named(in_english, text, said):
    with pytest.raises(Rejected) as refusal:
        check_text(text, "body")
    assert (str(refusal.value), refusal.value.field) == (said, "body")


def test_every_starting_text_is_right_and_there_is_one_for_every_kind_and_language():
    assert set(STARTING) == {(kind, language) for kind in KINDS for language in LANGUAGES}
    for subject, body in STARTING.values():
        check_text(subject, "subject")
        check_text(body, "body")
        assert "署名" in names_in(body)


@given(st.text(alphabet="ab{}|<&\n\x00\x01\x02\"' 0", max_size=40))
def test_no_value_becomes_markup_or_another_placeholder(value):
    text, html = fill("x{お名前}y", {"buyer_name": "!" + value}.get)
    assert "{お名前}" not in text
    plain = html.replace("<p>", "").replace("</p>", "").replace("<br>", "")
    assert "<" not in plain


def test_the_most_specific_template_wins_and_the_starting_text_is_the_last(shop):
    shop.product("A", 9)
    gold = enter_rank("ゴールド", 1)
    other = shop.open("Y1", "yahoo")
    shop.take(shop.order("1"))
    session.flush()

    def wins():
        session.expire_all()
        found = {kind.name: chosen for kind, chosen in chosen_for("1")[1]}
        return found["thanks"].name

    assert wins() == starting("thanks", "ja").name == ""
    order = [
        template(name="general"),
        template(name="language", language="ja"),
        template(name="payment", payment_kind="card"),
        template(name="payment+language", payment_kind="card", language="ja"),
        template(name="rank", rank_id=gold.id),
        template(name="shop", channel_id=shop.channel.id),
        template(name="shop+rank", channel_id=shop.channel.id, rank_id=gold.id),
    ]
    seen = []
    for values in order:
        enter_template(values)
        seen.append(wins())
    assert seen == [values["name"] for values in order]
    for name, values in (
        ("cod", {"payment_kind": "cod"}),
        ("other", {"channel_id": other.id}),
        ("en", {"language": "en"}),
    ):
        enter_template(template(name=name, **values))
    assert wins() == "shop+rank"
    assert session.scalars(select(Customer.rank_id)).one() == gold.id


def test_two_templates_never_stand_in_one_place(shop):
    first = enter_template(template())
    with pytest.raises(Rejected):
        enter_template(template(name="again"))
    retire_template(first)
    session.flush()
    enter_template(template(name="again"))
    assert [
        one.name for one in session.scalars(select(MailTemplate).where(MailTemplate.retired_at.is_(None)))
    ] == ["again"]


def test_a_change_counts_and_an_old_version_is_refused(shop):
    made = enter_template(template())
    change_template(made, 1, template(body="{お名前} さま"))
    session.flush()
    assert made.version == 2
    with pytest.raises(Conflict):
        change_template(made, 1, template(body="x"))


def test_advertising_needs_the_way_out_and_consent(shop, server):
    with pytest.raises(Rejected):
        enter_template(template(kind="follow", advertising=True))
    made = enter_template(template(kind="follow", advertising=True, body="{お名前} 様 {配信停止}"))
    shop.product("A", 9)
    shop.take(shop.order("1"))
    shop.ship(shop.slip("1"), "123456789012")
    plan([shop.slip("1").id], "follow")
    shop.post()
    assert (shop.mail("follow").state, shop.mail("follow").why) == ("stopped", "no_consent")
    session.scalars(select(Customer)).one().advertising = True
    session.flush()
    plan([shop.slip("1").id], "follow")
    shop.post()
    row = shop.mail("follow")
    assert (row.state, row.template_id, row.template_version) == ("sent", made.id, 1)
    assert row.content["text"].rstrip().endswith("#advertising")


def sentence(name, conditions, spot="お届け", position=50):
    return {"spot": spot, "name": name, "position": position, "text": f"[{name}]", "conditions": conditions}


def test_sentences_stand_where_everything_holds(shop):
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 2)]))
    for values in (
        sentence("always", {}, position=90),
        sentence("card", {"payment": ["card", "cod"]}),
        sentence("cod", {"payment": ["cod"]}),
        sentence("card and chilled", {"payment": ["card"], "temperature": ["chilled"]}),
        sentence("tokyo", {"region": ["13"]}, position=10),
        sentence("A", {"product": ["B", "A"]}, position=20),
        sentence("first", {"first": ["yes"]}, position=30),
        sentence("gift", {"gift": ["yes"]}),
        sentence("not gift, no wish", {"gift": ["no"], "wished": ["no"]}, position=40),
        sentence("elsewhere", {}, spot="結び"),
    ):
        enter_sentence(values)
    seen = preview("thanks", "1", "x", "{挿入:お届け}")
    assert seen.made.letter.text == "[tokyo]\n[A]\n[first]\n[not gift, no wish]\n[card]\n[always]\n"
    assert seen.made.sentences == ("tokyo", "A", "first", "not gift, no wish", "card", "always")


def test_a_preview_makes_no_private_link_and_says_what_is_missing(shop, statements):
    shop.product("A", 9)
    shop.take(shop.order("1"))
    session.flush()
    del statements[:]
    seen = preview("shipped", "1", "{受注番号}", "{お客様ページ} {お問い合わせ番号}")
    assert (seen.made, "{お問い合わせ番号}" in seen.why) == (None, True)
    assert "https://…" in preview("thanks", "1", "x", "{お客様ページ}").made.letter.text
    assert [one for one in statements if one.startswith("INSERT")] == []


def test_a_device_that_speaks_english_gets_the_english_text(shop, server):
    shop.product("A", 9)
    shop.take(shop.order("1", device="smartphone; en-US"))
    plan([shop.slip("1").id], "thanks")
    shop.post()
    assert server.mails[0]["Subject"] == "[花の店] Thank you for your order (1)"
    said = server.mails[0].get_body(("plain",)).get_content()
    assert "Dear 山田 花子," in said
    assert "1,000 yen" in said
    assert shop.mail("thanks").language == "en"
