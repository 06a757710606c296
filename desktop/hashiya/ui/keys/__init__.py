"""Keys: strokes that mean the same in every keyboard layout."""
