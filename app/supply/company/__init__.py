"""What stands about this company on its documents: numbers, address, bank accounts (設定 → 企業・口座)."""
