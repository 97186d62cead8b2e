"""Previous and next: stepping through the list one came from."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.records.kit import keeping
from app.records.saved_views.model import ListHabit, SavedView


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


LIST = "https://choba.example/yamada/products"


def coming_from(page, url, before):
    """The page behind a link, as a browser asks for it: with the address of the page that the link is on."""
    return text_of(page, url, headers={"Referer": before})


def test_the_page_hands_the_question_of_the_list_on_and_back(client, cast, product):
    first, second = product("A-1", "ボルト"), product("A-2", "ボルト2")
    page = client(cast.buyer)
    address = link(text_of(page, "/yamada/products?sort=-code&q=ボルト"), "ボルト")
    assert address == f"/yamada/products/{first.id}"
    asked = "q=%E3%83%9C%E3%83%AB%E3%83%88&sort=-code"
    text = coming_from(page, address, f"{LIST}?{asked}")
    assert neighbours(text) == [str(second.id), None]
    assert link(text, "一覧に戻る") == f"/yamada/products?{asked}"
    onward = text.partition('rel="prev" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert onward == f"/yamada/products/{second.id}?{asked}"
    text = coming_from(page, onward, f"https://choba.example{address}")
    assert neighbours(text) == [None, str(first.id)]


def test_a_list_that_opens_with_a_view_is_the_one_one_came_from(client, inside, cast, product):
    rows = [product(f"A-{n}", "ボルト" if n else "座金") for n in range(3)]
    with inside(cast.buyer):
        view = SavedView(
            record_type="product", name="ボルト", content={"q": "ボルト", "sort": "-code"}, widths={}
        )
        view.owner_id, view.owner_name, view.subjects = cast.buyer.user_id, "buyer", []
        session.add(view)
        session.flush()
        session.add(ListHabit(user_id=cast.buyer.user_id, record_type="product", view_id=view.id, widths={}))
        session.flush()
    page, url = client(cast.buyer), f"/yamada/products/{rows[2].id}"
    for before in (LIST, f"{LIST}?view={view.id}", f"{LIST}?after=nonsense"):
        assert neighbours(coming_from(page, url, before)) == [None, str(rows[1].id)]
    assert neighbours(coming_from(page, url, f"{LIST}?view=all")) == [str(rows[1].id), None]


@pytest.mark.parametrize(
    "before",
    [
        "https://choba.example/yamada/partners?sort=-code",
        "https://choba.example/foreign/products?sort=-code",
        "https://choba.example/yamada/products/favourites?sort=-code",
        "http://[nonsense",
        "",
    ],
)
def test_whoever_came_from_elsewhere_has_no_neighbours(client, cast, product, before):
    row, _other = product("A-1", "ボルト"), product("A-2", "ボルト")
    text = coming_from(client(cast.buyer), f"/yamada/products/{row.id}", before)
    assert (neighbours(text), "一覧に戻る" in text) == ([None, None], False)


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
