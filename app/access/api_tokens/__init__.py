"""Keys with which programs come in as somebody, with less than that person may do."""
