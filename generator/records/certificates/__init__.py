"""Certificates on the school's machine: keys, signing, checking, who gets one. Never part of a site."""
