"""One file a site; found by listing this folder, registered nowhere."""
