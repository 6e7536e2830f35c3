"""Reports that come by sheets: their periods, the sheets, and the review of those that came back."""
