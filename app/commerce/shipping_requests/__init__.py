"""出荷依頼: slips that an outside warehouse ships, asked for by file, and its answers with tracking numbers."""
