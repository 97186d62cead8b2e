"""Requests at random, made from the OpenAPI document with a tenant's own fields: how many break the application.

Half of them are made to be valid, half to be wrong. `bin/bench rest-fuzz 2000` sends at least so many. The figure is
the number of 5xx and of answers that are not what the document says (goal: 0), beside the number of requests.
"""

import sys
import time
from datetime import timedelta

from app.access.api_tokens.issuing import issue
from app.access.api_tokens.scopes import known_scopes
from app.kernel.db import db
from app.masters.categories.record import CATEGORY
from app.masters.partners.record import PARTNER
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from app.records.layouts.operations import configure
from bench._ground import fresh_application, inside, tell
from tests.records.rest.fuzzing import explore
from tests.records.test_own_fields import FIELDS, codes

OPERATIONS = 21


def main():
    """Send them all, then say what came back."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    app = fresh_application("rest")
    app.config.update(API_RATE=None, API_STRANGERS_RATE=None)
    token, ids = _prepared()
    client = app.test_client()
    got = client.get("/yamada/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"})
    began = time.monotonic()
    found = explore(app, got.get_json(), token, ids, each=2 * (wanted // (2 * OPERATIONS) + 1), same=False)
    for one in found.wrong[:20]:
        print(one)
    print(
        f"{found.cases} requests in {time.monotonic() - began:.0f} s: {dict(sorted(found.statuses.items()))}"
    )
    tell("rest-fuzz", len(found.wrong), found.cases, unit="requests")


def _prepared():
    """A token for everything, and a record of each kind."""
    with inside("system_admin"):
        configure("codes", codes(), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
        db.session.commit()
    with inside("master_admin") as actor:
        made = {
            "products": keeping.enter(PRODUCT, {"code": "P", "name": "品", "tax_code": "10", "unit": "個"}),
            "partners": keeping.enter(PARTNER, {"code": "Q", "name": "社"}),
            "categories": keeping.enter(CATEGORY, {"code": "C", "name": "類"}),
        }
        mine = [one for one, needed in known_scopes().items() if needed <= actor.permissions]
        token = issue("bench", mine, timedelta(days=1), by=actor)[1]
        ids = {name: row.id for name, row in made.items()}
        db.session.commit()
    return token, ids


if __name__ == "__main__":
    main()
