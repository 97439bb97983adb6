"""The columns of the section's files."""

EVENT = ()
LECTURER = ()
