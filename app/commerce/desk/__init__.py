"""The desk (受注処理): every slip in its column, the page a clerk works in, and acts on thousands at once."""
