"""What an annotator does behind its view: keys, deeds, the book of cases, the clerk who writes them down."""
