"""What logging a visit costs a phone with a poor connection."""

import gzip
import re

from app.kernel.db import session


def test_the_first_load_of_the_page_is_light(client, cast, inside, sales):
    page = client(cast.salesperson)
    text = page.get("/yamada/activities/results/new").get_data(as_text=True)
    addresses = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', text))
    sizes = [len(page.get(url, headers={"Accept-Encoding": "gzip"}).data) for url in addresses]
    assert len(sizes) == 4
    assert sum(sizes) + len(gzip.compress(text.encode())) <= 100_000


def test_a_result_is_saved_in_eight_statements_and_with_opportunity_and_plan_in_twelve(
    client, cast, inside, sales, statements
):
    with inside(cast.salesperson):
        deal = sales.deal(amount=1000)
        alone = {
            "kind": "visit",
            "starts_at": "2026/11/27 10:00",
            "minutes": "60",
            "content": "予算は確保済み。",
        }
        alone["partner_id"] = str(deal.partner_id)
        along = {"opportunity_id": str(deal.id), "amount": "2,000", "upcoming_at": "2026/12/04 14:00"}
        along |= {"upcoming_kind": "web", "upcoming_name": "仕様の打合せ"}
        session.commit()
    person = client(cast.salesperson)
    for facts, most in ((alone, 8), (alone | along, 12)):
        page = person.get("/yamada/activities/results/new").get_data(as_text=True)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        statements.clear()
        answer = person.post("/yamada/activities/results", data={"csrf_token": token, **facts})
        assert answer.status_code == 303
        assert len(statements) <= most, "\n".join(one[:160] for one in statements)
