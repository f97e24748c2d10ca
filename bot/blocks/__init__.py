"""What the bot shows: Block Kit builders for messages and modals, values in and checked `Rendered` or `Modal` out."""
