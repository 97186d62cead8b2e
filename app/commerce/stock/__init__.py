"""Stock (在庫): a ledger of movements, what lies where, what is reserved for whom, and what shops may be told.

The figures of a balance change only by the verbs here, which write the movement in the same transaction.
"""
