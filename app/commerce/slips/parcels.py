"""How many parcels a slip becomes, and how cold they travel (ec.md §4.3, §4.4)."""

from app.masters.products.model import TEMPERATURES


def pieces(contents, *, points_per_parcel=0, grams_per_parcel=0):
    """Parcels for `contents` (`[(KnownProduct, pieces of the product)]`), at least one.

    Goods that are packed alone take a parcel each; the rest is counted by size points and by weight, whichever asks for
    more. Zero limits count nothing.
    """
    alone = sum(count for product, count in contents if product.packed_alone)
    together = [(product, count) for product, count in contents if not product.packed_alone]
    points = sum(product.size_points * count for product, count in together)
    grams = sum(product.weight_g * count for product, count in together)
    needed = max(_parcels(points, points_per_parcel), _parcels(grams, grams_per_parcel), 1 if together else 0)
    return min(max(alone + needed, 1), 99)


def _parcels(amount, limit):
    return -(-amount // limit) if limit else 0


def temperature(products):
    """The temperature of a parcel with these products: the coldest, for ambient goods may ride along chilled.

    Goods that may not travel together are a matter of the checks (`mixed_temperature`), which ask for a split.
    """
    return max((one.temperature for one in products), key=TEMPERATURES.index, default="ambient")
