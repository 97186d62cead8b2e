"""One search over everything that has a list, and over the pages themselves."""
