"""What is known of the previous build into an output folder: its result, and the plan that it was made by."""
