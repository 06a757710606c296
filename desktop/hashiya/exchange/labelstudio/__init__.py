"""Label Studio: tasks with their annotations and predictions, and the labelling configuration beside them."""
