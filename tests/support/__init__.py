"""What tests are made with: the checking client, guards against hidden queries, planted trees."""
