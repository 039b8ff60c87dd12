"""Are the facts true? Connects to the servers that they name, without ever logging in."""
