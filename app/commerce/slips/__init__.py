"""Slips (伝票): one parcel's way through the house. An order has one for each recipient, more when it is split."""
