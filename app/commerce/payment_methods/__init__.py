"""Payment methods (支払方法): what shops call them, and whether goods may leave before the money is here."""
