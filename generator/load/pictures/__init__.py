"""Pictures made fit to be published: no metadata, no more than a screen can show, nothing in a drawing that acts."""
