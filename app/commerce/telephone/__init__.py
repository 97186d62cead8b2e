"""Orders by telephone and FAX (電話・FAX受注), typed by a clerk while the customer speaks."""
