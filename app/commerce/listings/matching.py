"""Which product of ours a shop's code means (ec.md §4.12)."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select

from app.commerce.checks.finding import KnownProduct
from app.commerce.listings.model import Listing
from app.kernel.among import among
from app.kernel.clock import today
from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.taxes.rates import money_rates


def folded(code, channel):
    """A shop's code as listings keep it: without case where the shop does not tell it apart."""
    return code.strip() if channel.case_sensitive else code.strip().lower()


class Matcher:
    """Finds products for lines of one shop; everything it needs is fetched once for all of them.

    Of a line the shop's own pair of codes counts first (a listing), then our code if the file says it, then a code of
    ours that equals the shop's, then the JAN code.
    """

    def __init__(self, channel, lines):
        self.channel = channel
        lines = [line for line in lines if line.kind == "goods"]
        self.listings = self._listings(lines)
        own = {code for line in lines for code in (line.own_code, line.mall_sku, line.mall_code) if code}
        jans = {line.jan for line in lines if line.jan}
        ids = {one.product_id for some in self.listings.values() for one in some}
        self.products = _products(own, jans, ids)

    def find(self, line):
        """KnownProduct of a line, or None."""
        if line.kind != "goods":
            return None
        pair = (folded(line.mall_code, self.channel), folded(line.mall_sku, self.channel))
        for listing in self.listings.get(pair, ()):
            if not listing.options or re.search(listing.options, line.options):
                return self.products.with_factor(listing.product_id, listing.factor)
        for code in (line.own_code, line.mall_sku, line.mall_code):
            if code and code in self.products.by_code:
                return self.products.by_code[code]
        return self.products.by_jan.get(line.jan)

    def _listings(self, lines):
        pairs = {
            (folded(line.mall_code, self.channel), folded(line.mall_sku, self.channel)) for line in lines
        }
        rows = session.execute(
            select(Listing.mall_code, Listing.mall_sku, Listing.options, Listing.product_id, Listing.factor)
            .where(
                Listing.channel_id == self.channel.id,
                among(Listing.mall_code, {code for code, _sku in pairs}),
                among(Listing.mall_sku, {sku for _code, sku in pairs}),
            )
            .order_by(Listing.options.desc())  # narrower ones first: '' sorts last
        )
        found = defaultdict(list)
        for row in rows:
            found[row.mall_code, row.mall_sku].append(row)
        return found


class _Known:
    """Products by id, code and JAN."""

    def __init__(self, rows):
        self.by_id, self.by_code, self.by_jan = {}, {}, {}
        for row, rate in rows:
            known = _known(row, rate)
            self.by_id[row.id] = self.by_code[row.code] = known
            if row.jan:
                self.by_jan[row.jan] = known

    def with_factor(self, product_id, factor):
        known = self.by_id[product_id]
        return known if factor == 1 else replace(known, factor=factor)


def _products(codes, jans, ids):
    rows = []
    for column, wanted in ((Product.code, codes), (Product.jan, jans), (Product.id, ids)):
        rows += session.execute(
            select(
                Product.id, Product.code, Product.name, Product.jan, Product.price, Product.tax_code,
                Product.temperature, Product.chills_along, Product.weight_g, Product.size_points,
                Product.packed_alone, Product.fits_mail,
            )
            .where(among(column, wanted), Product.state != "archived")
        ).all()  # fmt: skip
    percents = {code: int(rate.percent) for code, rate in money_rates(today()).items()}
    return _Known([(row, percents.get(row.tax_code)) for row in rows])


def _known(row, rate):
    price = None if row.price is None or rate is None else int(row.price * (100 + rate) / Decimal(100))
    return KnownProduct(
        row.id, row.code, row.name, 1, price, row.temperature, row.chills_along, row.weight_g, row.size_points,
        row.packed_alone, row.fits_mail, rate,
    )  # fmt: skip
