"""Invented spam and invented good comments that resemble it, without end: grammars and the dice that throw them."""
