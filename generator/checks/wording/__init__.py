"""Safe wording and law: what may be said, how, and to whom. Rules are data, one check runs them."""
