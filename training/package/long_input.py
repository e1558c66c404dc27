"""What a package says of videos longer than a segment."""

# How the vector of a whole video is made where an upload asks for nothing else, and the tokens that uniform and max_pool leave.
LONG_INPUT = {"strategy": "average", "max_tokens": 128}
