"""What is done to text before anything else sees it: decoding, cleaning, finding quotations. No I/O."""
