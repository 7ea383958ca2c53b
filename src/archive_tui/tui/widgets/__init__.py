"""The parts of the screens: each draws one thing and tells in messages what was done to it."""
