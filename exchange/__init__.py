"""Other people's formats, in and out. At first the loader of seeds/."""
