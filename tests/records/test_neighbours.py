"""Previous and next: stepping through the list one came from."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.records.kit import keeping


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


def neighbours(text):
    """Ids of the previous and the next record that the page leads to."""
    found = []
    for rel in ("prev", "next"):
        _before, there, after = text.partition(f'rel="{rel}" href="/yamada/products/')
        found.append(after[:36] if there else None)
    return found


@pytest.mark.parametrize(
    "question",
    [
        "sort=code",
        "sort=-code",
        "sort=x_weight",
        "sort=-x_weight",
        "sort=-x_twin",
        "sort=category_id",
        "sort=code&x_weight.filled=1",
        "sort=-code&q=ボルト",
        "sort=code&q=ボ",
        "sort=price",
    ],
)
def test_one_steps_through_the_list_one_came_from(client, inside, cast, own_product, category, question):
    ring = category("C-1", "輪")
    with inside(cast.master_admin):
        for n in range(8):
            values = {"x_weight": n % 3} if n % 2 else {}
            values |= {"category_id": ring.id, "price": n % 4} if n % 3 else {}
            name = f"ボルト{n}" if n % 4 else f"座金{n}"
            keeping.enter(own_product, paper(f"P{n}", name, kana="ボ" if n % 4 else "ザ", **values))
        first, last = session.scalars(select(Product).order_by(Product.code)).all()[::7]
        keeping.change(own_product, first, {"code": "P0", "x_twin": last.id}, version=1)
    page = client(cast.buyer)
    listed = [
        part[:36]
        for part in text_of(page, f"/yamada/products?{question}").split(
            'class="row-link" href="/yamada/products/'
        )[1:]
    ]
    assert len(listed) > 2
    for place, one in enumerate(listed):
        around = [
            listed[place - 1] if place else None,
            listed[place + 1] if place + 1 < len(listed) else None,
        ]
        assert neighbours(text_of(page, f"/yamada/products/{one}?{question}")) == around, place
    assert neighbours(text_of(page, f"/yamada/products/{listed[0]}")) == [None, None]


def test_the_list_hands_its_question_to_the_page_and_the_page_hands_it_back(client, cast, product):
    product("A-1", "ボルト")
    page = client(cast.buyer)
    address = link(text_of(page, "/yamada/products?sort=-code&q=ボルト"), "ボルト")
    assert address.endswith("?q=%E3%83%9C%E3%83%AB%E3%83%88&sort=-code")
    back = link(text_of(page, address), "一覧に戻る")
    assert sorted(back.partition("?")[2].split("&")) == ["q=%E3%83%9C%E3%83%AB%E3%83%88", "sort=-code"]


def test_the_page_of_a_product_with_links_takes_nine_statements(
    client, inside, cast, own_product, category, statements
):
    with inside(cast.master_admin):
        twin = keeping.enter(own_product, paper("P-1", "紙", category_id=category("C-1", "輪").id))
        row = keeping.enter(own_product, paper("P-2", "紙", category_id=twin.category_id, x_twin=twin.id))
        url = f"/yamada/products/{row.id}?sort=x_twin"
    page = client(cast.buyer)
    page.get(url)
    statements.clear()
    text = text_of(page, url)
    told = [one for one in statements if "recently_viewed" not in one]
    assert len(told) == 9, "\n\n".join(told)
    assert (">輪</a>" in text, ">紙</a>" in text, neighbours(text)) == (True, True, [None, str(twin.id)])
