"""The marker test of architecture §10: whatever is done with persons, nothing of them stands anywhere in clear."""

import base64
import io
import json
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from sqlalchemy import select, text

from app.commerce.alerts.model import Alert
from app.commerce.customer_pages.linking import new_link
from app.commerce.labels import batching, downloading, mending
from app.commerce.labels.model import LabelBatch
from app.commerce.mails.batching import begin as mail_many
from app.commerce.mails.writing import write
from app.commerce.notices import operations as notices
from app.commerce.orders.incoming import IncomingMoney
from app.commerce.receipts.issuing import issue
from app.commerce.sealed_files import keeping
from app.commerce.slips.answering import accept_all
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import hold, release
from app.commerce.slips.settling import settle
from app.kernel import clock
from app.kernel.db import session
from tests.commerce.intake.files import as_file, rows_of, sample
from tests.commerce.labels.slips import contract, tomorrow
from tests.commerce.mails.conftest import MailingShop, browse, server  # noqa: F401 -- fixtures
from tests.commerce.orders.conftest import HANAKO, MORNING
from tests.commerce.orders.test_telephone import typed
from tests.support.clear_text import clear, folder_of, in_files, in_tables, in_valkey, watched

MARKED = replace(
    HANAKO, family="標之丞", given="印太郎", family_kana="シルシノジョウ", given_kana="ヒョウタロウ",
    company="印標商会", department="標本係", street="芝公園9-8-7", building="標識荘505", phone="070-9999-1234",
    mail="marker@secret.example",
)  # fmt: skip
WORDS = (
    "標之丞", "印太郎", "シルシノ", "ｼﾙｼﾉ", "しるしの", "ヒョウタロウ", "ﾋｮｳﾀﾛｳ", "印標商会", "標本係", "標識荘",
    "公園9-8", "公園９－８", "070-9999", "07099991234", "99991234", "marker@", "secret.example",
    "備考の印", "手控えの印", "保留の印", "要注意の印", "質問の印", "返事の印", "本文の印", "題名の印", "宛名の印",
    "祝辞の印", "熨斗の印", "一斉の印",
)  # fmt: skip
DESK = "/yamada/slips"


class Story:
    """Everything that happens to orders of one person, told with the application's own pages and verbs."""

    def __init__(self, cast, browser, stranger, run_jobs):
        self.cast, self.browser, self.stranger, self.run_jobs = cast, browser, stranger, run_jobs
        self.shop = self.inside(self._open)

    def _open(self):
        shop = MailingShop()
        shop.channel.sender_name, shop.channel.sender_phone = "花の店", "03-0000-0000"
        shop.channel.sender_postal, shop.channel.sender_address = "100-0001", "東京都千代田区千代田１－１"
        return shop

    def inside(self, work):
        """The result of some work as the shop's manager, committed."""
        with self.cast.inside(self.cast.shop_manager), clock.frozen(MORNING):
            made = work()
            session.commit()
            return made

    def post(self, url, data=None, form_page=None, **options):
        """A form of the manager's browser; it is taken."""
        with clock.frozen(MORNING):
            answer = self.browser.post_form(url, data or {}, form_page=form_page or url, **options)
        wrong = re.findall(r'class="error"[^>]*>(?:<svg.*?</svg>)?([^<]*)', answer.text)
        assert answer.status_code in (200, 204, 303), (url, answer.status_code, wrong)
        return answer

    def work(self):
        """Every job that is due."""
        with clock.frozen(MORNING):
            return self.run_jobs()

    def slip(self, number):
        """The id of the first slip of an order."""
        return self.inside(lambda: self.shop.slips(number)[0].id)

    def tell(self):
        """The whole story, in order."""
        for part in (
            self.by_file, self.by_telephone, self.changed, self.labelled, self.searched, self.mailed, self.asked,
            self.exported, self.blacklisted, self.refused,
        ):  # fmt: skip
            part()
            self.work()

    def by_file(self):
        """A file with the person in every column, dropped, looked at, taken in; then the same, changed."""
        self.inside(lambda: self.shop.product("A", 50))
        self.inside(lambda: self.shop.wants(thanks=True, shipped=True))
        self.inside(lambda: self.shop.take(self.order("1"), self.order("2"), self.order("3")))
        own = self.inside(lambda: self.shop.open("tel", "own"))
        assert own.code == "tel"
        for remarks in ("備考の印", "備考の印、二度目"):
            self._drop(remarks)

    def order(self, number, **facts):
        """An order of the person."""
        money = IncomingMoney(goods=2000, total=2000)
        return self.shop.order(
            number, [("A", 2)], buyer=MARKED, remarks="備考の印", memo="手控えの印", money=money, **facts
        )

    def _drop(self, remarks):
        header, rows = rows_of(sample("own_standard_orders.csv"))
        said = {
            "姓": MARKED.family, "名": MARKED.given, "姓カナ": MARKED.family_kana, "名カナ": MARKED.given_kana,
            "会社名": MARKED.company, "部署名": MARKED.department, "番地": MARKED.street, "建物名": MARKED.building,
            "電話番号": MARKED.phone,
        }  # fmt: skip
        given = {who + name: value for who in ("注文者", "送付先") for name, value in said.items()}
        given |= {"注文者メールアドレス": MARKED.mail, "購入者要望": remarks, "店舗メモ": "手控えの印"}
        given |= {"のし名入れ": "熨斗の印", "メッセージカード文": "祝辞の印"}
        rows = [[given.get(name, cell) for name, cell in zip(header, row, strict=True)] for row in rows]
        files = {"files": [(io.BytesIO(as_file(header, *rows)), "own.csv")]}
        page = self.post("/yamada/intakes", files, content_type="multipart/form-data").location
        with clock.frozen(MORNING):
            self.browser.get(page)
        self.post(f"{page}/admission", form_page="/yamada/intakes")
        self.work()
        with clock.frozen(MORNING):
            self.browser.get(page)

    def by_telephone(self):
        """The person calls, is looked up, orders."""
        base, new = "/yamada/telephone-orders", "/yamada/telephone-orders/new"
        part = {"HX-Request": "true", "HX-Request-Type": "partial"}
        self.post(f"{base}/callers", {"caller": MARKED.phone}, new, headers=part)
        form = typed(
            buyer__family=MARKED.family, buyer__given=MARKED.given, buyer__phone=MARKED.phone,
            buyer__mail=MARKED.mail, buyer__street=MARKED.street, memo="手控えの印", remarks="備考の印",
            lines__0__price="1000",
        )  # fmt: skip
        self.post(base, form, new)

    def changed(self):
        """Split, sent elsewhere, held, released, remembered, blacklisted; each page opened."""
        url = f"{DESK}/{self.slip('1')}"
        with clock.frozen(MORNING):
            line = self.browser.get(url).text.split('name="pick-')[1].split('"')[0]
        self.post(f"{url}/split", {f"pick-{line}": "1"}, url)
        version = self.inside(lambda: str(self.shop.slips("1")[0].version))
        form = {
            "family": MARKED.family, "given": "印次郎", "postal": "1050011", "prefecture": "東京都", "city": "港区",
            "street": MARKED.street, "building": MARKED.building, "phone": MARKED.phone, "version": version,
        }  # fmt: skip
        self.post(f"{url}/recipient?_method=PUT", form, f"{url}/recipient/edit")
        ids = [str(self.slip("2"))]
        page = f"/yamada/slip-batches/new?act=hold&ids={ids[0]}"
        self.post("/yamada/slip-batches", {"act": "hold", "ids": ids, "reason": "保留の印"}, page)
        self.inside(lambda: release([self.shop.slips("2")[0].id]))
        self.inside(lambda: hold([self.shop.slips("3")[0].id], "保留の印"))
        self.inside(lambda: release([self.shop.slips("3")[0].id]))

    def searched(self):
        """Looked for on the desk and among the customers, kept as a view."""
        for base, field in ((DESK, "phone_key"), ("/yamada/customers", "telephone")):
            for words in (MARKED.phone, MARKED.mail, "標之丞", f"{MARKED.family}{MARKED.given}"):
                where = self.post(f"{base}/searches", {"q": words}, base).location
                with clock.frozen(MORNING):
                    page = self.browser.get(where, headers={"Referer": f"http://localhost{where}"}).text
                assert "標之丞" in page, (base, words)
            asked = {"_field": field, "_way": "is", "_value": MARKED.phone}
            where = self.post(f"{base}/filters/answer", asked, base).location
            token = re.search(rf"{field}\.is=([^&]+)", where)[1]
            self.post(f"{base}/views", {f"{field}.is": token, "name": "見方"}, f"{base}/views/new")

    def mailed(self):
        """Thanked by itself, written to by hand, one of many; one address does not exist."""
        self.inside(lambda: write(self.shop.slips("1")[0].id, "free", "題名の印", "本文の印 {お名前}様"))
        self.inside(
            lambda: mail_many("free", [self.shop.slips("1")[0].id], "一斉の印", "一斉の印の本文", minutes=0)
        )
        self.work()
        self.inside(self.shop.post)

    def asked(self):
        """The customer opens the private page, asks, wishes, takes a receipt; a clerk answers."""
        url = "/yamada" + self.inside(lambda: new_link(self.shop.find("2").id)).partition("/yamada")[2]
        with clock.frozen(MORNING):
            for path, form in (
                ("/messages", {"text": "質問の印"}),
                ("/receipts", {"addressee": "宛名の印", "purpose": "お品代"}),
            ):
                answer = self.stranger.post_form(url + path, form, form_page=url)
                assert answer.status_code in (200, 303), path
        order = self.inside(lambda: self.shop.find("2").id)
        there = f"/yamada/customer-requests/orders/{order}"
        self.post(f"{there}/replies", {"text": "返事の印"}, there)
        self.inside(lambda: issue(self.shop.find("3"), "宛名の印", "お品代"))

    def labelled(self):
        """A file of labels made and taken, papers printed, the shop told."""

        batch_id = self.inside(self._label)
        self.inside(lambda: self._hand_over(batch_id))
        self.inside(self._ship)
        self.inside(lambda: notices.hand_over(notices.write_file(self.shop.channel)))

    def _label(self):
        mine = Slip.channel_id == self.shop.channel.id
        every = session.scalars(select(Slip.id).where(mine)).all()
        accept_all(every, session.scalars(select(Alert.kind).distinct()).all())
        settle(every, why="person")
        ids = session.scalars(select(Slip.id).where(mine, Slip.status == "ready").order_by(Slip.id)).all()
        batch = batching.open_batch(ids, contract(), tomorrow()).batch
        mending.accept_offers(batch, batching.rows_of(batch))
        assert batching.make(batch), [row.problems for row in batching.rows_of(batch)]
        self.ids = ids
        return batch.id

    def _hand_over(self, batch_id):
        [file] = session.scalars(keeping.files_of(batch_id))
        content = downloading.hand_over(
            session.get(LabelBatch, (self.cast.shop_manager.tenant_id, batch_id)), file
        )
        assert "標之丞" in keeping.opened(file).decode("cp932"), content

    def _ship(self):
        slip = session.scalars(select(Slip).where(Slip.id == self.ids[0])).one()
        self.shop.ship(slip, "123456789012")

    def exported(self):
        """Both lists as files, with everything that may stand in them."""
        for base in (DESK, "/yamada/customers"):
            for kind in ("xlsx", "utf8"):
                form = {"format": kind, "columns": "all"}
                page = self.post(f"{base}/exports", form, f"{base}/exports/new").location
                self.work()
                with clock.frozen(MORNING):
                    self.browser.get(page)
                    content = self.browser.get(page + "/file").data
                if kind == "utf8":
                    assert "標之丞" in content.decode("utf-8-sig")

    def blacklisted(self):
        """On the list by number and name, with the reason."""
        black = "/yamada/blacklist"
        self.post(black, {"kind": "phone", "shown": MARKED.phone, "reason": "要注意の印"}, black)
        self.post(black, {"kind": "name", "shown": "標之丞 印太郎", "reason": "要注意の印"}, black)

    def refused(self):
        """Forms that come back keep what was typed on the page alone."""
        form = typed(buyer__family=MARKED.family, buyer__phone=MARKED.phone, lines__0__quantity="x")
        with clock.frozen(MORNING):
            base = "/yamada/telephone-orders"
            answer = self.browser.post_form(base, form, form_page=f"{base}/new")
        assert (answer.status_code, "標之丞" in answer.text) == (422, True)


@pytest.fixture
def story(cast, client, run_jobs):
    """The story, to be told."""
    return Story(cast, client(cast.shop_manager), client(None), run_jobs)


def test_whatever_is_done_with_a_person_nothing_stands_anywhere_in_clear(app, story, server, capsys, caplog):  # noqa: F811 -- a fixture
    server.answers = ["250 OK", "550 5.1.1 <marker@secret.example> 標之丞 unknown"]
    with watched(app, capsys) as noted:
        story.tell()
        said = noted() + caplog.text
    assert {
        "tables": story.inside(lambda: in_tables(WORDS)),
        "valkey": in_valkey(WORDS),
        "files": in_files(folder_of(app), WORDS),
        "addresses and logs": clear(said.encode(), WORDS),
    } == {"tables": {}, "valkey": {}, "files": {}, "addresses and logs": []}


def test_the_finder_finds_a_word_in_every_way_of_writing(app, cast, tmp_path):
    assert clear("x標之丞x".encode(), WORDS) == ["標之丞 (utf-8)"]
    name = "標之丞 印太郎"
    for content in (
        name.encode("cp932"), name.encode("utf-16-le"), name.encode().hex().encode(), json.dumps(name).encode(),
        quote(name).encode(), *(base64.b64encode(b"x" * before + name.encode()) for before in range(3)),
    ):  # fmt: skip
        assert clear(content, ("標之丞",)) != []
    with cast.inside(cast.shop_manager):
        session.execute(text("UPDATE companies SET phone = '070-9999-1234'"))
        assert in_tables(WORDS) == {"companies": ["070-9999 (utf-8)"]}
