"""Where data packages lie: folders, zip files, addresses."""
