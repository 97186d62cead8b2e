"""What logging a visit costs a phone with a poor connection."""

import gzip
import re


def test_the_first_load_of_the_page_is_light(client, cast, inside, sales):
    page = client(cast.salesperson)
    text = page.get("/yamada/activities/results/new").get_data(as_text=True)
    addresses = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', text))
    sizes = [len(page.get(url, headers={"Accept-Encoding": "gzip"}).data) for url in addresses]
    assert len(sizes) == 4
    assert sum(sizes) + len(gzip.compress(text.encode())) <= 100_000
