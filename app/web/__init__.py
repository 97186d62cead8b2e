"""The edge between HTTP and the domain: answers, guards, forms, fields, paging, error pages. No domain words here."""
