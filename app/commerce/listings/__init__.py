"""Listings (商品の紐付け): which code of a shop is which product of ours."""
