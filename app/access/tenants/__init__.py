"""One contract, one isolation boundary; inside it the companies (会社)."""
