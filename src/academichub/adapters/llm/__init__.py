"""Language models behind OpenAI-compatible endpoints: asking, and reading what comes.

`client` is the model, `asking` and `reading` the wire format, `failures`, `complaints` and `waits` what refusals mean,
`secrecy` what of an endpoint's words may be shown, `transport` the bounded exchange over HTTP, `batch` the files of the
batch interface. Retries, dialects, money and the reading of summaries are the pipeline's.
"""

from academichub.adapters.llm.client import OpenAIModel, open_models

__all__ = ["OpenAIModel", "open_models"]
