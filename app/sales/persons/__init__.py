"""Persons (パーソン): whom we know at the companies we sell to."""
