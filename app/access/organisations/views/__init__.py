"""Departments: their tree, their list, the page of each."""
