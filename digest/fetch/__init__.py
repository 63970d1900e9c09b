"""Stage 1: reads sources. Statements leave this room as they were published: nothing is cleaned, nothing is stored.

The modules, in the order in which they build on each other:

    link.py      the key of a statement
    http.py      one careful GET; with dialer.py the only importer of the HTTP library
                 address.py, body.py, hosts.py, permission.py and robots.py: where to, how much, how often, whether
    feed.py      a feed -> its items, whose text is in the feed or on their pages
                 parser.py runs feedworker.py, and feedparser in it, apart; items.py and dates.py say what an item means
    page.py      an index page -> the pages that it links to; links.py finds them, apart like feeds
    files.py     a folder, a document or a stream, on media.py and mail.py
"""
