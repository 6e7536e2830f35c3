"""How answers look: listings and pages, and one module for each format. The only home of Rich."""
