"""Background work of readers."""

from flask_babel import force_locale

from app.platform.jobs import job
from app.sales.readers import operations


@job("sales.readers.check", retries=())
def check(locale):
    """Try the service."""
    with force_locale(locale):
        operations.check()
