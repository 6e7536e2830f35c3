"""The page to look at: one file of HTML with everything in it."""
