"""What a written key point may say: checks against its evidence, and the gate that applies them."""
