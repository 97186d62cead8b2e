"""Sales (営業支援): from the first card to the won opportunity, on the desk and on the phone."""
