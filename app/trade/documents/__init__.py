"""Documents (帳票) of a deal: written together, sent in versions that never change."""
