"""Addresses that stand on paper."""

from flask import url_for


def check_address(parcel):
    """Where the QR code of a work sheet leads: the check of the slip before packing."""
    return url_for("commerce.papers.show", record_id=parcel.id, asked="work_sheet", _external=True)
