"""Stage 1: reads sources. Statements leave this room as they were published: nothing is cleaned, nothing is stored.

http.py      one careful GET (the only importer of the HTTP library), on address.py, body.py, hosts.py and robots.py
feed.py      a feed -> items, whose text is in the feed or on their pages; feedparser runs apart, behind parser.py
page.py      an index page -> the pages it links to
files.py     a folder, a document or a stream, on media.py and mail.py
link.py      the key of a statement
"""
