"""What a list's first visit costs the network: a page, a style sheet, a script, icons, the mark."""

import gzip
import re


def test_the_first_visit_of_a_list_is_light(client, cast, product):
    for number in range(50):
        product(
            f"P-{number:03}", f"ステンレス六角ボルト M8×{number}", spec="SUS304 全ねじ 半ねじ", price=number
        )
    page = client(cast.buyer)
    text = page.get("/yamada/products").get_data(as_text=True)
    addresses = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', text))
    sizes = [len(page.get(url, headers={"Accept-Encoding": "gzip"}).data) for url in addresses]
    assert len(sizes) + 1 <= 8
    assert sum(sizes) + len(gzip.compress(text.encode())) <= 120_000
