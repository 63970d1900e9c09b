"""Stage 3: Statement -> Summary. The only importer of torch and transformers, and only when a model is needed."""
