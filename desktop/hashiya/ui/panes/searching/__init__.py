"""Search and label all: what is looked for, the hits in their context, and what is done with them."""
