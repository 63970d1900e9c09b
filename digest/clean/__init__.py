"""The second room: takes the statement out of what was published, and says what it took away. Pure: no clock, no network.

    cleaner.py      StatementCleaner: the order of the steps, nothing else
    decode.py       bytes -> characters; what is binary or too large ends here
    document.py     Line and Document: what each form gives to the rules
    page.py  head.py   HTML -> Document: a block-aware walk that loses nothing, and what the page says of itself
    extract.py  recall.py   the article on a whole page, and the check against losing a part of it
    markdown_parser.py  plain_text_parser.py     the other forms -> Document
    text.py         Unicode and spaces
    boilerplate.py  removing.py   what a rule is (frozen), and their application with the guards
    transcript.py   who speaks which line
    speaker.py      who speaks in the statement as a whole
    kind.py  when.py  language.py   what it is, when it was published, in which language
    learned.py      lines that stand in many statements of one source
    sentences.py    sentence spans

The rules themselves are data: `config/boilerplate.yaml`, read by `digest/clean/rules/load.py`.
"""
