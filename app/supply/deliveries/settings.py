"""The numbers of our delivery notes."""

from app.records.numbering import series

series("delivery_note", "DN-{YY}{MM}-{SEQ:5}")
