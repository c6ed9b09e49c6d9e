"""What is printed of each kind of page, one module a kind."""
