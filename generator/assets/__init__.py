"""Style sheet, scripts, theme and icons."""
