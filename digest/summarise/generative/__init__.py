"""Engines that generate key points with a language model: on this machine (`seq2seq`, `chat`) or behind a server (`server`)."""
