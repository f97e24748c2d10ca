"""What the bot asks of other programs than Slack."""
