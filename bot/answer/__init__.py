"""From a question and the catalog to an answer made of claims."""
