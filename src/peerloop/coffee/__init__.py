"""Rotating coffee pairs: who has joined meets somebody new every few weeks."""
