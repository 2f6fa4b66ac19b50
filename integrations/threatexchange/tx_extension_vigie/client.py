"""A client of vigie's interface for programs: the feed, looking a fingerprint up, opinions."""

import typing as t

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

#: Longest wait for an answer, in seconds.
TIMEOUT = 60
#: Most changes of a page: what the node gives at most.
PAGE = 1000


class VigieError(Exception):
    """The node did not answer a call; `kind` is the end of the problem's type, such as `cursor` or `scope`."""

    def __init__(self, status: int, kind: str, detail: str) -> None:
        super().__init__(f"{kind or status}: {detail}")
        self.status = status
        self.kind = kind


class VigieClient:
    """Calls one node with the secret of one key."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {secret}"
        # Only what changes nothing is asked again by itself. `Retry-After` is honoured.
        retry = Retry(total=4, status_forcelist=[429, 502, 503, 504], allowed_methods=["GET"], backoff_factor=0.2)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def feed(self, since: int, confirmed: int) -> t.Dict[str, t.Any]:
        """What changed after `since`. `confirmed` is the cursor up to which everything is stored and acted on here."""
        query = {"since": since, "confirmed": confirmed, "limit": PAGE}
        return self._read(self._session.get(f"{self.url}/api/v1/feed", params=query, timeout=TIMEOUT))

    def match(self, kind: str, value: str) -> t.Dict[str, t.Any]:
        """What is known of a fingerprint: `match`, and the `signals` that it is or is near to."""
        body = {"items": [{kind: value}]}
        return self._read(self._session.post(f"{self.url}/api/v1/match", json=body, timeout=TIMEOUT))["items"][0]

    def opinion(self, signal: str, opinion: str, why: str = "") -> None:
        """Says `positive`, `negative` or `disputed` of a signal. Of a visitor's only the last two may be said."""
        body = {"opinion": opinion, "why": why}
        self._read(self._session.post(f"{self.url}/api/v1/signals/{signal}/opinion", json=body, timeout=TIMEOUT))

    @staticmethod
    def _read(response: requests.Response) -> t.Any:
        try:
            body = response.json()
        except ValueError:
            body = {}
        if response.ok:
            return body
        kind = str(body.get("type", "")).rsplit("/", 1)[-1]
        raise VigieError(response.status_code, kind, str(body.get("detail", response.reason)))
