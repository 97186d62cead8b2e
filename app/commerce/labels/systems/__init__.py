"""The systems that labels are written for, one module each; `columns` are theirs."""
