"""Approval routes (承認経路): versioned, chosen by condition."""
