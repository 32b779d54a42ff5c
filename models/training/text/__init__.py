"""What is said: everyday English as a recogniser's transcripts have it (a to z, apostrophes, single spaces).

- `sentences.sentence(rng, split)` makes a new one each time; `sentences.vocabulary()` is every word that may occur.
- `split.split_of(sentence)` tells what a sentence may be used for; `split.free_text()` are sentences written by hand to
  judge by.
- `pieces` learns the recogniser's word pieces, and spells sentences in them.
- `figures.letter_names(sentence)` is what a synthesiser is given, so that it spells "a m" as people do.

A sentence is drawn from a grammar (`clauses`, `sayings`), from patterns of everyday situations (`patterns`), or is
words without connection, those that the other two seldom say (`sentences`). Words and patterns lie in `words/`.
"""
