"""Quotes (見積回答): what suppliers answered, as we received it. Never edited."""
