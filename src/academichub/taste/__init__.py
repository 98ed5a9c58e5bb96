"""What the store has taught all radars, in its folder: made, kept, noticed when another process made it anew.

cards.py     papers as the ranker reads them      files.py   one taste as a file
learning.py  reading the store, and learning      folder.py  the folder: looking, due, learning
"""

from academichub.taste.cards import card_of
from academichub.taste.files import Taste
from academichub.taste.folder import TasteFolder
from academichub.taste.learning import N_BACKGROUND, Papered, Tell

__all__ = ["N_BACKGROUND", "Papered", "Taste", "TasteFolder", "Tell", "card_of"]
