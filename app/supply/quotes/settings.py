"""The numbers of our answers."""

from app.records.numbering import series

series("quote", "QT-{YY}{MM}-{SEQ:5}")
