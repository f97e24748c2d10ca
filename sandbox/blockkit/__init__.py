"""Block Kit as Slack enforces it: shapes and limits as tables, faults with JSON pointers."""
