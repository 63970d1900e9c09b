"""Key points of government statements, each with the sentence that supports it, in one edition a day.

Data flow::

    source --fetch--> RawStatement --clean--> Statement --summarise--> Summary --compile--> Edition --deliver--> recipient
             (bytes, as published)  (text, sentences with      (key points with      (sealed: rendered bytes,
                                     offsets, what was removed)  evidence spans)       outbox rows)

Packages, in the order in which they build on each other:

    records errors interfaces schedule secrets serialise yaml_loader   shared by all packages
    text/ net/ sandbox/          text processing, HTTP to untrusted hosts, untrusted parsing in child processes
    fetch/                       stage 1: feeds, index pages and files -> RawStatement
    clean/                       stage 2: RawStatement -> Statement
    summarise/                   stage 3: Statement -> Summary; alone imports torch and transformers
    compile/                     stage 4: entries -> Edition -> bytes
    deliver/                     stage 5: bytes -> files, mail and chat
    store/                       what is kept between two runs: one SQLite file
    config/                      digest.yaml -> frozen settings
    pipeline/                    one run: the order of the stages, the outbox, the service loop
    app                          build(settings): the only module that knows all concrete classes
    cli/                         the commands; the only package that prints

The stages import the shared modules and never each other. `README.md` says how to add a source type, a rule, a language, an
engine, a format or a delivery channel. Importing a module has no side effects.
"""

__version__ = "0.1.0"
