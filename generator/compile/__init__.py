"""Links, checks and lowers a library into documents, navigation and coverage."""
