"""A Slack bot for incidents of AI systems."""
