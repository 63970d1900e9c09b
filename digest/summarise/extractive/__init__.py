"""The packaged engine: key points are sentences of the statement, chosen by an encoder and a trained ranker."""
