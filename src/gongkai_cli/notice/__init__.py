"""A published notice → its blocks with places → a draft of a plan file with doubts."""
