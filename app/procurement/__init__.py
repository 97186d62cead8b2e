"""Procurement (購買), the buyer's side: ask for prices, choose, order, receive, accept, check invoices, post journals.

The supplier's side is `app.supply`; the two meet only in `app.exchange`.
"""
