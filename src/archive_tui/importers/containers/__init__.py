"""Containers: from one file that holds others to the files that it holds.

Invariant: nothing that a container says about itself is believed. Members are copied to files of our own naming, in a
folder of our own; what they come to is bounded; what is damaged gives what stands before the damage, and says so.
"""
