"""Programs of yamada: a client that sends a token, JSON in and out."""

from datetime import timedelta

import pytest

from app.access.api_tokens.issuing import issue
from app.access.api_tokens.scopes import known_scopes
from tests.support.page_checker import CheckingClient


class Program:
    """Talks to `/yamada/api/v1` with a token."""

    def __init__(self, client, token, tenant="yamada"):
        self.client, self.token, self.base = client, token, f"/{tenant}/api/v1"

    def __call__(self, method, path, json=None, **headers):
        """One request; `If_Match="…"` becomes a header. Returns the response."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        return self.client.open(f"{self.base}{path}", method=method, json=json, headers=sent)


@pytest.fixture
def token_of(inside):
    """`token_of(person, *scopes)`: the text of a token; all scopes that the person may give without."""

    def made(person, *scopes, lifetime=timedelta(days=1)):
        with inside(person) as actor:
            mine = [one for one, needed in known_scopes().items() if needed <= actor.permissions]
            return issue("試験", scopes or mine, lifetime, by=actor)[1]

    return made


@pytest.fixture
def program(app, cast, token_of):
    """`program(person, *scopes)` answers requests as that person's program."""

    def made(person, *scopes, tenant="yamada"):
        app.test_client_class = CheckingClient
        return Program(app.test_client(), token_of(person, *scopes) if person else None, tenant)

    return made
