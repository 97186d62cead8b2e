"""The kernel's tests read its sentences in English."""

import pytest


@pytest.fixture(autouse=True)
def english(in_english):
    """See `in_english`."""
