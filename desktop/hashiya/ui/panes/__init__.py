"""The panes around the text: articles, labels, card, annotations, guide, header, article bar, status line."""
