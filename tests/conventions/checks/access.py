"""The access table lists each endpoint once, and strangers who knock are turned away."""

import ast
import uuid

from tests.conventions.checks import tree, urls

TABLE = tree.ROOT / "tests/conventions/access_table.py"
VALUES = {"uuid": str(uuid.UUID(int=7)), "int": "7", "string": "seven", "path": "seven", "default": "seven"}


def table_violations(app, table, source=None):
    """Compare the table with the application; `source` is the table's own text (for twins)."""
    found = [f"access_table.py: {name!r} stands twice" for name in _twice(source or tree.text(TABLE))]
    known = urls.endpoints(app)
    for endpoint in sorted(known):
        declared = urls.permission_of(app, endpoint)
        if endpoint not in table:
            found.append(
                f'access_table.py: add "{endpoint}": "{declared}", after thinking who should reach it'
            )
        elif table[endpoint] != declared:
            found.append(f"{endpoint}: declares {declared!r}, access_table.py says {table[endpoint]!r}")
    return found + [
        f"access_table.py: {name!r} is no endpoint; delete it" for name in table if name not in known
    ]


def _twice(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            yield from sorted({key for key in keys if keys.count(key) > 1})


def knocks(app):
    """Yield `(endpoint, permission, method, path)` for each guarded way in, with made-up ids."""
    for endpoint, rules in sorted(urls.endpoints(app).items()):
        if urls.permission_of(app, endpoint) == "public":
            continue
        for rule in rules:
            path = urls.PARAMETER.sub(lambda found: VALUES.get(found["converter"], "seven"), rule.rule)
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield endpoint, urls.permission_of(app, endpoint), method, path


def let_in(visitor, permission, response):
    """Tell what is wrong with an answer to somebody who has no business here, or None."""
    status, where = response.status_code, response.headers.get("Location", "")
    if permission == "identified" and visitor != "stranger":
        return None
    if status == 401:
        return None  # an address for programs: no session counts there
    if visitor == "stranger":
        turned_away = status in {404} or (status in {302, 303} and "/sign-in" in where)
    elif visitor == "foreign":
        turned_away = status == 404
    else:
        turned_away = status in {403, 404} or (permission == "signed_in" and status < 500)
    return None if turned_away else f"a {visitor} got {status} {where}".rstrip()
