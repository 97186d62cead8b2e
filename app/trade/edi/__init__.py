"""EDI in: IFTMBC and IFTMAN become documents of deals."""
