"""Personal data goes when it is not needed any more; amounts, taxes, receipts and what was sold stay."""
