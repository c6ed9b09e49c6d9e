"""Private records of a school; they live outside the site."""
