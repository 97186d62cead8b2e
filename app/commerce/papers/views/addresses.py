"""Addresses that stand on paper."""

import uuid

from app.web.links import absolute, outside_url

_ANY = uuid.UUID(int=0)


def check_address():
    """Where the QR code of a work sheet leads, with `{id}` for the slip: its check before packing."""
    path = outside_url("commerce.slip_checks.show", record_id=_ANY)
    return absolute(path).replace(str(_ANY), "{id}")
