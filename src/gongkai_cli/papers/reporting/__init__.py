"""The 报送通知 that goes out with the sheets."""
