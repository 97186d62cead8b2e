"""Campaigns (キャンペーン): what we do so that people come to us."""
