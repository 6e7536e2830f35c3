"""Days, months, spans and hours as an office types them; the caller passes today's date."""
