"""The site's own search: words, tokens, index. `assets/src/tokens.ts` and `rank.ts` read what is written here."""
