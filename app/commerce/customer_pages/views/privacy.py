"""What every page behind a private link has in common."""

BECAUSE = "the secret in the address (256 bits, only its hash is kept) opens one order for its buyer, and nothing else"


def keep_private(response):
    """No search engine keeps the page, and no other site learns its address."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
