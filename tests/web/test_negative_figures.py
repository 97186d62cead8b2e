"""A company chooses how negative figures are written; nobody else's change."""

import pytest

from app.access.tenants.settings import NEGATIVE
from app.platform.settings import choose
from app.records.layouts.operations import configure

FIELDS = {"x_gain": {"kind": "yen", "label": {"ja": "差額"}}}


@pytest.mark.parametrize("chosen, written", [(None, "▲1,234"), ("-", "-1,234"), ("△", "△1,234")])
def test_the_company_chooses_how_negative_figures_are_written(client, cast, inside, chosen, written):
    with inside(cast.system_admin):
        configure("record:product", {"fields": FIELDS, "columns": ["code", "name", "x_gain"]}, "made")
        if chosen:
            choose(NEGATIVE, chosen)
    page = client(cast.master_admin)
    values = {"code": "A", "name": "座金", "unit": "個", "tax_code": "10", "x_gain": "-1234"}
    assert page.post_form("/yamada/products", values, form_page="/yamada/products/new").status_code == 303
    assert written in page.get("/yamada/products").get_data(as_text=True)
