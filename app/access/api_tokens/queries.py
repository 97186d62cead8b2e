"""Tokens for their screens, and by what a program sends."""

from sqlalchemy import select

from app.access.api_tokens.model import ApiToken
from app.access.users.model import User


def tokens_of(user_id):
    """Select of a user's tokens, newest first."""
    newest = (ApiToken.created_at.desc(), ApiToken.id.desc())
    return select(ApiToken).where(ApiToken.user_id == user_id).order_by(*newest)


def all_tokens():
    """Select of all tokens of the tenant."""
    return select(ApiToken).order_by(ApiToken.id)


def everybody(limit=500):
    """Select of `(ApiToken, owner's name, owner's state)`, newest first."""
    newest = (ApiToken.created_at.desc(), ApiToken.id.desc())
    found = select(ApiToken, User.name.label("owner"), User.state.label("owner_state"))
    return found.join(User, User.id == ApiToken.user_id).order_by(*newest).limit(limit)


def with_prefix(prefix):
    """Select of the token with that prefix."""
    return select(ApiToken).where(ApiToken.prefix == prefix)
