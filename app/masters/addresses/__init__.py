"""Postal addresses: the postal codes of the whole country, checking and splitting addresses, islands and regions."""
