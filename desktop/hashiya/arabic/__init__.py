"""Arabic text: pure functions from a text to places in it. The stored text is never altered."""
