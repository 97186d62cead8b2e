"""Categories of products (品目分類), with the account that purchases of them are booked to."""
