"""Text processing that several stages share: Unicode, sentences, dates, languages, differences."""
