"""What shops are told about parcels (出荷通知): once for each slip, again only knowingly."""
