"""The tables of transfers in which something is sealed, by the names under which it is."""

TRANSFERS, WHY, PLANS = "transfers.transfers", "transfers.why", "transfers.plans"
