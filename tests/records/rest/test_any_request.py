"""Whatever a program sends, nothing breaks: requests made at random from the OpenAPI document.

`bin/bench rest-fuzz` sends 2,000 and more.
"""

import pytest

from tests.records.rest.fuzzing import explore
from tests.records.test_own_fields import own as own  # noqa: PLC0414 -- a fixture of that module


@pytest.fixture
def ids(product, partner, category):
    return {
        "products": product("P", "品").id,
        "partners": partner("Q", "社").id,
        "categories": category("C", "類").id,
    }


@pytest.mark.slow
def test_no_request_breaks_anything(app, own, ids, program, cast, token_of):
    document = program(cast.master_admin)("GET", "/openapi.json").get_json()
    found = explore(app, document, token_of(cast.master_admin), ids, each=8)
    assert found.wrong == []
    assert found.cases > 250
    assert {200, 201, 404, 422} <= found.statuses.keys()
