"""What a text says, by its words: noun phrases, things, directions. Pure."""
