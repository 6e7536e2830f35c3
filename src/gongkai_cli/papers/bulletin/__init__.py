"""The 通报: the figures of a period, and the sentences that they make."""
