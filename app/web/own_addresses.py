"""A page of one's own settings about a secret address: looked at, arranged, made anew, ended."""

from app.web.guards import requires
from app.web.shell import own_pages

ROUTES = (
    ("edit", "", "GET"),
    ("update", "", "POST"),
    ("create_secret", "/secret", "POST"),
    ("destroy_secret", "/secret", "DELETE"),
)


def own_address(bp, package, title, permission, **views):
    """Add the four `views` to the blueprint of that package, and the page to the tabs of one's own settings."""
    for name, rule, method in ROUTES:
        bp.add_url_rule(rule, name, requires(permission)(views[name]), methods=[method])
    own_pages.append((title, f"{package}.{bp.name}.edit", permission))
