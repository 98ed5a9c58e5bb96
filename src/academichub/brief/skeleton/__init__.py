"""What is known of a window of papers without any model, and the sections that tell it. Pure."""
