"""The plans of two years beside each other."""
