"""The model card's figures on fresh test clips."""
