"""Searches of persons stand in addresses as tokens: the same for the same words, and only the server reads them."""

import uuid

import pytest

from app.kernel import sealing, tenancy, tokens
from app.kernel.errors import Permanent

SECRET = "s" * 32
FIRST, SECOND = (1, b"1" * 32), (2, b"2" * 32)


@pytest.fixture
def ring(app):
    kept = (dict(sealing._ring), dict(sealing._held))
    with tenancy.entered(uuid.UUID(int=7)):
        yield lambda *keys: sealing.use(SECRET, keys)
    sealing._ring.clear()
    sealing._ring.update(kept[0])
    sealing._held.update(kept[1])


def test_the_same_words_have_the_same_token_and_others_another(ring):
    ring(FIRST)
    found = {tokens.token(text, of="search") for text in ("090-1234-5678", "090-1234-5678", "山田")}
    assert len(found) == 2
    assert all(tokens.is_token(one) and one.startswith("~1.") for one in found)
    assert tokens.token("山田", of="search") != tokens.token("山田", of="other")


def test_a_token_is_turned_back_by_its_own_tenant_alone(ring):
    ring(FIRST)
    kept = tokens.token("山田 花子", of="search")
    assert tokens.said(kept, of="search") == "山田 花子"
    assert tokens.said(kept[:-2] + ("AA" if kept[-2:] != "AA" else "BB"), of="search") is None
    assert tokens.said("~1.short", of="search") is None
    with tenancy.entered(uuid.UUID(int=8)):
        assert tokens.said(kept, of="search") is None


def test_tokens_in_what_was_kept_are_made_anew_under_a_new_key(ring):
    ring(FIRST)
    old = tokens.token("山田", of="search")
    ring(SECOND, FIRST)
    text = tokens.anew(f'{{"q": "{old}", "sort": "-ordered_at"}}', of="search")
    assert text == f'{{"q": "{tokens.token("山田", of="search")}", "sort": "-ordered_at"}}'
    ring(SECOND)
    assert tokens.said(old, of="search") is None
    with pytest.raises(Permanent):
        tokens.anew(f'["{old}"]', of="search")
