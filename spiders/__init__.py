"""COLLECT: discover, fetch politely, recognise, archive. Scrapy lives here and only here."""
