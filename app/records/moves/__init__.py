"""付け替え・名寄せ: what hangs on one record goes over to another; records that are the same one twice become one."""
