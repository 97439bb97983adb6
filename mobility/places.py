"""Where the section's pages stand: once, at fixed addresses."""

from functools import partial

from core.nav import address_below

place = partial(address_below, "mobility")  # place("calls/", direction="incoming")
