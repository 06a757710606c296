"""brat standoff: a text file and an annotation file for each article, and the configuration beside them."""
