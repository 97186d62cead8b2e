"""Personal data: sealed under a ring of keys, bound to its place, found by blind keys."""

import base64
import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.kernel import encrypting, sealing, tenancy
from app.kernel.errors import Permanent

SECRET = "s" * 32
FIRST, SECOND = (1, b"1" * 32), (2, b"2" * 32)


@pytest.fixture
def ring(app):
    kept = (dict(sealing._ring), dict(sealing._held), dict(encrypting._held))
    with tenancy.entered(uuid.UUID(int=7)):
        yield sealing.use
    sealing._ring.clear()
    sealing._ring.update(kept[0])
    sealing._held.update(kept[1])
    encrypting._held.update(kept[2])


def test_what_was_sealed_is_read_again(ring):
    ring(SECRET)
    kept = sealing.sealed("山田 花子".encode(), of="orders.buyer")
    assert "山田".encode() not in kept
    assert sealing.opened(kept, of="orders.buyer").decode() == "山田 花子"


def test_a_value_that_was_copied_elsewhere_cannot_be_opened(ring):
    ring(SECRET)
    kept = sealing.sealed(b"090", of="orders.buyer")
    with pytest.raises(Permanent):
        sealing.opened(kept, of="slips.recipient")
    with tenancy.entered(uuid.UUID(int=8)), pytest.raises(Permanent):
        sealing.opened(kept, of="orders.buyer")


def test_old_values_stay_readable_under_a_new_key_and_want_to_be_sealed_anew(ring):
    ring(SECRET, (FIRST,))
    old = sealing.sealed(b"090", of="x")
    ring(SECRET, (SECOND, FIRST))
    assert sealing.opened(old, of="x") == b"090"
    assert not sealing.is_current(old)
    assert sealing.is_current(sealing.sealed(b"090", of="x"))
    ring(SECRET, (SECOND,))
    with pytest.raises(Permanent, match="key 1"):
        sealing.opened(old, of="x")


def test_blind_keys_tell_equal_from_different_and_one_tenant_from_another(ring):
    ring(SECRET)
    key = sealing.blind("09000001234", of="phone")
    assert key == sealing.blind("09000001234", of="phone")
    assert -(2**63) <= key < 2**63
    assert key != sealing.blind("09000001234", of="mail")
    assert sealing.blind("", of="phone") is None
    with tenancy.entered(uuid.UUID(int=8)):
        assert key != sealing.blind("09000001234", of="phone")


def test_secrets_are_texts_under_the_same_ring_and_those_of_version_one_stay_readable(ring):
    ring(SECRET, (FIRST,))
    encrypting.use(SECRET)
    kept = encrypting.encrypted("whsec_a", of="webhooks.secret|1")
    assert kept.startswith("2.1.")
    cipher = AESGCM(sealing.derived(SECRET, b"choba encrypted columns"))
    old = cipher.encrypt(b"n" * 12, b"whsec_b", sealing.place("webhooks.secret|1"))
    text = f"1.{base64.urlsafe_b64encode(b'n' * 12 + old).decode()}"
    ring(SECRET, (SECOND, FIRST))
    assert encrypting.decrypted(kept, of="webhooks.secret|1") == "whsec_a"
    assert encrypting.decrypted(text, of="webhooks.secret|1") == "whsec_b"
    for one in (kept, text, "nonsense", ""):
        with pytest.raises(Permanent):
            encrypting.decrypted(one, of="webhooks.secret|2")
