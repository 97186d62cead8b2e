"""Receipts (領収書) that customers issue themselves: a simplified qualified invoice, marked from the second on."""
