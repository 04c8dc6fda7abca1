"""How strong the tests are: which branches of the rules they reach, and which bugs they would see."""
