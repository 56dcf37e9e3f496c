"""Reading notes: from an article's notes to a checked website. Start with `model`, then `site`."""
