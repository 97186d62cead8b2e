"""Picking and the check before packing (検品), with a telephone in one hand."""
