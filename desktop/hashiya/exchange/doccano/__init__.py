"""doccano: a row for each text, with spans and relations."""
