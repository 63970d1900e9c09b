"""The extractive engine: key points are sentences of the statement, chosen by a sentence encoder and a trained ranker."""
