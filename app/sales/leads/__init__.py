"""Leads (リード): people who may become customers."""
