"""How often one address may knock."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=[], strategy="moving-window", swallow_errors=True)


def install(app):
    """Count in Valkey; when it is away, count in the process instead of turning people away."""
    config = app.config["CHOBA"]
    app.config.setdefault("RATELIMIT_STORAGE_URI", config.redis_url or "memory://")
    app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", True)
    app.config.setdefault("RATELIMIT_ENABLED", not config.is_test)
    limiter.init_app(app)
