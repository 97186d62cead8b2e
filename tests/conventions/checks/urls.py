"""Addresses: kebab-case nouns with typed parameters, each behind one declared permission."""

import re

KEBAB = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
PARAMETER = re.compile(r"<(?:(?P<converter>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
VERBS = set(
    "accept add approve archive assign cancel close confirm create decline delete deliver destroy disable "
    "download enable extend finish generate get handle invite issue join leave list make mark move open pay "
    "perform post process publish pull put receive reject remove reopen reset resend restore revoke run save "
    "send set start stop submit sync toggle unlock update upload verify view withdraw".split()
)
WITHOUT_TENANT = {"public", "signed_in", "identified"}
OUTSIDE = {"static"}
"""Endpoints of Flask itself: files that everybody may read."""


def endpoints(app):
    """Return `{endpoint: [rules]}` of the application, without Flask's own."""
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OUTSIDE:
            found.setdefault(rule.endpoint, []).append(rule)
    return found


def permission_of(app, endpoint):
    """Return the permission a view declares, or None."""
    return getattr(app.view_functions[endpoint], "__choba_permission__", None)


def violations(app, permissions):
    """Return badly formed addresses and views whose permission is missing or unknown."""
    found = []
    for endpoint, rules in sorted(endpoints(app).items()):
        for rule in rules:
            found += [f"{endpoint} {rule.rule}: {problem}" for problem in _address(rule.rule)]
        found += [f"{endpoint}: {problem}" for problem in _guard(app, endpoint, permissions)]
    return found + _doubles(app)


def _doubles(app):
    """Addresses that two views answer to: only the first is ever asked."""
    seen, found = {}, []
    for rule in app.url_map.iter_rules():
        path = PARAMETER.sub(lambda one: f"<{one['converter']}>", rule.rule)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            first = seen.setdefault((rule.host, rule.subdomain, method, path), rule.endpoint)
            if first != rule.endpoint:
                found.append(f"{rule.endpoint} {rule.rule}: {method} is answered by {first} already")
    return found


def _address(path):
    segments = [segment for segment in path.split("/") if segment]
    for segment in segments:
        for parameter in PARAMETER.finditer(segment):
            name, converter = parameter["name"], parameter["converter"]
            if converter is None:
                yield f"<{name}> has no type; write <uuid:{name}>, <int:{name}> or <string:{name}>"
            elif name.endswith("_id") and converter not in {"uuid", "int"}:
                yield f"<{converter}:{name}> is an id; write <uuid:{name}>"
        fixed = PARAMETER.sub("", segment)
        if fixed and not KEBAB.fullmatch(fixed) and segment != ".well-known":
            yield f"{segment!r} is not kebab-case"
    last = segments[-1] if segments else ""
    if last in VERBS:
        yield f"{last!r} is a verb; make the change a noun (POST …/closure, DELETE …/closure)"


def _guard(app, endpoint, permissions):
    view, permission = app.view_functions[endpoint], permission_of(app, endpoint)
    if permission is None:
        yield "no permission; put @requires('package.noun.verb'), @signed_in or @public(…) under the route"
    elif permission == "public" and not getattr(view, "__choba_public_because__", ""):
        yield "open to the world without a reason; write @public('why')"
    elif permission not in WITHOUT_TENANT and permission not in permissions:
        yield f"the permission {permission!r} is registered in no permissions.py"
