"""What sources of one build share; a source on such a platform says only where things stand."""
