"""From a built site to a published one: styles cut to what is used, headers, compressed files."""
