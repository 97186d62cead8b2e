"""Setting layouts up."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.commerce.shipping_requests.model import RequestProfile
from app.commerce.shipping_requests.sources import ANSWERS, SOURCES
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record

_FIELDS = (
    "name", "company", "warehouse_id", "columns", "answers", "carrier", "encoding", "delimiter", "with_header",
)  # fmt: skip


def enter_profile(values, *, by=None):
    """A new layout. Raises Rejected."""
    profile = RequestProfile(changed_at=clock.now())
    _write(profile, values)
    session.add(profile)
    record("request_profile.entered", profile, by=by, label=profile.name)
    return profile


def change_profile(profile, values, *, version=None, by=None):
    """Change a layout; requests that were made stay as they are."""
    if version is not None and profile.version != version:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")
    _write(profile, values)
    profile.version += 1
    profile.changed_at = clock.now()
    record("request_profile.changed", profile, by=by, label=profile.name)


def retire_profile(profile, *, by=None):
    """Take a layout out of use."""
    profile.retired_at = clock.now()
    profile.name = f"{profile.name} ({profile.id.hex[-6:]})"
    record("request_profile.removed", profile, by=by, label=profile.name)


def profiles():
    """The layouts in use."""
    found = select(RequestProfile).options(joinedload(RequestProfile.warehouse))
    return found.where(RequestProfile.retired_at.is_(None))


def present_profiles():
    """The layouts in use, by name."""
    return session.scalars(profiles().order_by(RequestProfile.name, RequestProfile.id)).all()


def _write(profile, values):
    name = values["name"].strip()
    with session.no_autoflush:
        same = select(RequestProfile.id).where(
            RequestProfile.name == name, RequestProfile.id.is_distinct_from(profile.id)
        )
        if session.scalar(same):
            raise Rejected("There is a layout with this name already.", "name")
    if values["warehouse_id"] is None:
        raise Rejected("Choose the warehouse whose stock leaves.", "warehouse_id")
    _check_columns(values["columns"])
    if not values["answers"].get("key") or not values["answers"].get("number"):
        raise Rejected("Say which columns of the answer hold our key and the tracking number.", "key")
    if set(values["answers"]) - set(ANSWERS):
        raise Rejected("Please choose one of the offered values.")
    for field in _FIELDS:
        setattr(profile, field, values[field])
    profile.name = name


def _check_columns(columns):
    if not columns:
        raise Rejected("Enter at least one column.", "columns")
    sources = {source for _header, source, _text in columns}
    if sources - {"", *SOURCES}:
        raise Rejected("Please choose one of the offered values.", "columns")
    if not sources & {"key", "line_key"}:
        raise Rejected("One column must hold our key: the answer is recognised by it.", "columns")
