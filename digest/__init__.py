"""Key points of government statements, each with the sentence it stands on, one edition a day.

The way of a statement::

    source --fetch--> RawStatement --clean--> Statement --summarise--> Summary --compile--> Edition --deliver--> reader
      (bytes, as published)   (text, sentences with offsets,   (key points with     (sealed: rendered bytes,
                               what was removed and why)        evidence spans)      outbox rows)

The rooms, in the order of that way:

    cli.py          a command: arguments -> config -> app -> one function -> exit code
    app.py          build(config): the one place that knows all concrete classes
    config.py       digest.yaml and sources.yaml -> frozen settings; section.py and engine.py are parts of it
    secret.py       a password or key that never prints, and where one may stand
    readers.py      a file of readers -> mappings, line by line
    rules.py        boilerplate.yaml -> the rules of the cleaner
    backtracking.py  whether a regular expression can take exponential time
    records.py      the frozen dataclasses that travel between the rooms
    interfaces.py   Source, Cleaner, Summariser, Renderer, Delivery, Store on one screen
    errors.py       the error tree
    apart.py        work done by processes with limits; inside.py is their inner side
    careful.py      what may take long is cleaned apart, by cleanworker.py
    run.py          collect, summarise, compile, deliver: their order
    collecting.py   every source is read, and what is new in it cleaned and stored
    lanes.py        reading many sources at once, so that the slow ones delay nobody
    leaving.py      readers who unsubscribe
    looking.py      whether the pages of the last days' statements are still there
    models.py       the models that are on this machine, for `digest models`
    summarising.py  key points for what has none yet: whose are kept, what is asked for again
    sealing.py      the editions that are due
    handout.py      the rows of the outbox that are due, and those in doubt
    outcome.py      what a round did, and its exit code
    schedule.py     which slots are due
    log.py progress.py
    fetch/          1  feeds, index pages and files -> RawStatement
    clean/          2  RawStatement -> Statement (pure)
    summarise/      3  Statement -> Summary; the only importer of torch and transformers; local/ are models that write, here
    compile/        4  entries -> Edition -> bytes (pure)
    deliver/        5  bytes -> files and mail
    store/             what is known between two runs

The stage packages (fetch, clean, summarise, compile, deliver) import ``records``, ``errors`` and ``interfaces``, never each
other. Nothing happens at import.
"""

__version__ = "0.1.0"
