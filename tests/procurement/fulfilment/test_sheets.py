"""The order sheet says what the law wants, wraps and pages, and is the same file every time."""

import io
import re

from pypdf import PdfReader

from app.platform.documents import Block, Column, Document, pdf
from tests.procurement.fulfilment.conftest import item


def text_of(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def pages_of(content):
    return len(re.findall(rb"/Type /Page\b", content))


def test_the_sheet_shows_all_that_the_law_asks_for(inside, cast, ordering, the_order):
    order_id = ordering(
        item("丸棒 φ20", 10, "1234.5", spec="SUS304"),
        item("弁当", 3, "333.33", "8R"),
        delivery_place="横浜工場 第2倉庫",
        supplied_materials="素材A 10個 @500 12/1 相殺",
        undecided_items="塗装色 12/1に決定",
        remarks="納品書を添付",
    )
    with inside(cast.buyer):
        order = the_order(order_id)
        content = order.sheet()
        assert content == order.sheet()
    said = text_of(content)
    wanted = (
        "注文書 PO-2611-00001 2026年11月21日 神田鋼材株式会社御中 山田精機株式会社 横浜工場第2倉庫 受領後10日以内 "
        "2027年1月29日（毎月末日締め、翌月末日払い） 銀行振込 丸棒φ20 SUS304 1,234.50 ¥12,345 2026/12/15 8%※ "
        "10%対象 ¥1,234 8%※対象 ¥79 ¥14,657 素材A10個@50012/1相殺 未定事項:塗装色12/1に決定 納品書を添付"
    )
    for words in wanted.split():
        assert words in said, words
    assert pages_of(content) == 1


def test_two_hundred_lines_are_paged_with_their_heads(inside, cast, ordering, the_order):
    order_id = ordering(
        *(item(f"部品 {n} " + "とても長い品名" * 6, 1, 10) for n in range(1, 201)), issue=False
    )
    with inside(cast.buyer):
        content = the_order(order_id).sheet()
    said, pages = text_of(content), pages_of(content)
    assert pages > 5
    assert said.count("品名・仕様") == pages
    assert f"{pages}/{pages}" in said
    assert "部品200" in said


def test_a_sheet_survives_hostile_words():
    said = "<b>&amp; 「全角」 \x07 '\"" * 40
    document = Document(
        title="注 文 書",
        number="X",
        dated="",
        recipient=Block(said, (said,)),
        issuer=Block("当社"),
        columns=(Column("品名", 1),),
        rows=(((said * 30, said * 30),),),
    )
    assert pages_of(pdf(document)) > 1
