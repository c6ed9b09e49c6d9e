"""The site's frame, registered with MkDocs as theme `xinyu`."""
