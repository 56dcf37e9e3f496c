"""What a site of a given size costs to build, beside what others take for the same pages."""
