"""The shop of the order tests, its samples, and eyes for PDF."""

import io

import pypdf
import pytest

from app.commerce.papers.printing import pdf_of
from tests.commerce.intake.files import read_all, sample
from tests.commerce.orders.conftest import shop

__all__ = ["shop"]

TWO_RATES = "123456-20261105-0000100001"
"""Rakuten's sample with 8% and 10%, coupon 500, points 300."""


def pages(content):
    """The text of each page of a PDF."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.fixture
def rakuten(shop):
    """The shop with Rakuten's sample taken in, as it stands on papers."""
    shop.channel.sender_name, shop.channel.sender_address = "ふぁーむ商店", "東京都千代田区千代田1-1"
    shop.channel.registration_number = "T1234567890123"
    orders, _refused = read_all("rakuten", sample("rakuten_orders.csv"))
    shop.take(*orders)
    return shop


@pytest.fixture
def printed():
    """`printed(asked, slip, …) -> [text of each page]`."""
    return lambda asked, *slips, **options: pages(pdf_of(asked, [one.id for one in slips], **options))
