"""The desk: what the annotator has before them (an article, a selection, an open claim) and the gestures on it."""
