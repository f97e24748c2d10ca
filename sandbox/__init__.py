"""A local stand-in for a Slack workspace: its server, its page, and the people who live in it."""
