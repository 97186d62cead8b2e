"""Papers of the parcel and of the work: statements, delivery notes, invoices, receipts, pick lists, work sheets."""
