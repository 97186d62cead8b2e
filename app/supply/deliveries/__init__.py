"""What we announced as shipped (納品書・出荷案内)."""
