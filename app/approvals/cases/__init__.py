"""Approval cases (承認案件): one document on its way through a route."""
