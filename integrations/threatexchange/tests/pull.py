"""The real threatexchange pulls from a running node: by this extension, in StopNCII's words, in NCMEC's.

VIGIE_URL is the node, VIGIE_SECRET a key of it with the scopes list, match and write that may change its bank "Heron
list". `./test --only blackbox` starts a node and runs this.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from threatexchange.exchanges import fetch_state as state
from threatexchange.exchanges.clients.ncmec import hash_api
from threatexchange.exchanges.clients.stopncii import api as stopncii
from threatexchange.exchanges.impl.ncmec_api import NCMECCollabConfig, NCMECSignalExchangeAPI
from threatexchange.signal_type.pdq.signal import PdqSignal

from tx_extension_vigie.exchange import VigieCheckpoint, VigieCollabConfig, VigieCredentials, VigieSignalExchangeAPI

URL = os.environ["VIGIE_URL"]
SECRET = os.environ["VIGIE_SECRET"]
PICTURES = [
    "5a5a00ff3c3cf0f0123456789abcdef0c3c35a5a0ff0a5a51e1e7878b4b4d2d2",
    "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22",
    "9c4e9c9b22f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b3",
    "0ff0a5a51e1e7878b4b4d2d25a5a00ff3c3cf0f0123456789abcdef0c3c35a5a",
    "3c3cf0f0123456789abcdef0f8f8f0cee0f4a84f06370a22b4b4d2d25a5a00ff",
    "e0f4a84f06370a22038f63f0b36e2ed50ff0a5a51e1e78789c4e9c9b22f8f8f0",
]
# An index of threatexchange 1.2.17 that was stored with a single fingerprint finds nothing: there are always these two.
COMPANY = [
    "b4b4d2d20ff0a5a51e1e78785a5a00ff9c4e9c9b22f8f8f0cee0f4a84f06370a",
    "22038f63f0b36e2ed596621e1d33e6b3c3c35a5a3c3cf0f0123456789abcdef0",
]


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(URL + path, data, headers), timeout=30) as answer:
        return json.load(answer)


def put(pdq, age):
    bank = next(one["id"] for one in call("/api/v1/banks")["banks"] if one["name"] == "Heron list")
    item = {"codes": [{"kind": "pdq", "hex": pdq}], "age": age}
    (told,) = call("/api/v1/signals", {"bank": bank, "items": [item]})["items"]
    assert told["outcome"] == "added", told
    return told["id"]


def withdraw(signal):
    assert call(f"/api/v1/signals/{signal}/withdraw", {})["state"] == "withdrawn"


class Command:
    """`threatexchange` with a home of its own."""

    def __init__(self, test, **keys):
        self.home = tempfile.TemporaryDirectory()
        test.addCleanup(self.home.cleanup)
        self.env = {**os.environ, "HOME": self.home.name, "TZ": "UTC", **keys}

    def __call__(self, *arguments):
        command = [sys.executable, "-c", "from threatexchange.cli.main import main; main()", *arguments]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def matches(self, pdq):
        return self("match", "--hashes", "photo", "--", pdq).strip()


class Pull(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        for pdq in COMPANY:
            put(pdq, "adult")

    def test_the_command_follows_the_feed_and_loses_what_was_withdrawn(self):
        first, second = put(PICTURES[0], "under_18"), put(PICTURES[1], "unknown")
        tx = Command(self, TX_VIGIE_SECRET=SECRET)
        tx("config", "extensions", "add", "tx_extension_vigie")
        tx("config", "collab", "edit", "vigie", "--create", "NODE", "--url", URL)
        tx("fetch")
        near = "5a5a00ff3c3cf0f0123456789abcdef0c3c35a5a0ff0a5a51e1e7878b4b4d2d0"
        self.assertIn("NODE", tx.matches(near))
        self.assertIn("NODE", tx.matches(PICTURES[1]))
        withdraw(first)
        tx("fetch")
        self.assertEqual(tx.matches(near), "")
        self.assertIn("NODE", tx.matches(PICTURES[1]))
        self.assertIn("NODE", tx.matches(COMPANY[0]))
        self.opinions(second)
        withdraw(second)
        tx("fetch")
        self.assertEqual(tx.matches(PICTURES[1]), "")

    def opinions(self, signal):
        """An opinion of a fingerprint reaches its signal; of one that is not known it is refused."""
        collab = VigieCollabConfig(name="NODE", url=URL)
        api = VigieSignalExchangeAPI.for_collab(collab, VigieCredentials(SECRET))
        category = state.SignalOpinionCategory
        api.report_opinion(PdqSignal, PICTURES[1], state.SignalOpinion(True, category.NEGATIVE_CLASS, {"a heron"}))
        with self.assertRaises(ValueError):
            api.report_opinion(PdqSignal, PICTURES[2], state.SignalOpinion(True, category.POSITIVE_CLASS, set()))
        told = call(f"/api/v1/signals/{signal}")["opinions"]
        self.assertEqual([one["opinion"] for one in told], ["negative"])
        with self.assertRaisesRegex(Exception, "fetch --clear"):
            list(api.fetch_iter([PdqSignal], VigieCheckpoint(10**9)))

    def test_an_unchanged_stopncii_client_pulls_adults_alone_and_is_told_what_was_withdrawn(self):
        child, adult = put(PICTURES[5], "under_18"), put(PICTURES[2], "adult")
        tx = Command(self, TX_STOPNCII_KEYS=f"any,{SECRET},{URL}/stopncii/v1")
        tx("config", "collab", "edit", "stop_ncii", "--create", "OURS")
        tx("fetch")
        self.assertIn("OURS", tx.matches(PICTURES[2]))
        self.assertEqual(tx.matches(PICTURES[5]), "")
        point = stopncii.StopNCIIEndpoint
        keys = {point.SubmitFeedback: "any", point.SubmitHashes: "any"}
        client = stopncii.StopNCIIAPI(SECRET, "any", keys, base_url_override=f"{URL}/stopncii/v1")
        pages = list(client.fetch_hashes_iter())
        told = [one.hashValue for page in pages for one in page.hashRecords]
        self.assertEqual(told, [*COMPANY, PICTURES[2]])
        self.sends(client, adult)
        withdraw(adult)
        withdraw(child)
        (page,) = client.fetch_hashes_iter(pages[-1].nextSetTimestamp)
        told = [(one.hashValue, one.hashStatus, list(one.caseNumbers.items())) for one in page.hashRecords]
        gone = stopncii.StopNCIICaseStatus.Withdrawn
        self.assertEqual(told, [(PICTURES[2], gone, [(adult, gone)])])
        told = [one.hashValue for page in client.fetch_hashes_iter() for one in page.hashRecords]
        self.assertEqual(told, COMPANY)
        # What docs/api.md says of this client: it is told and goes on. When that fails it was mended: say so there.
        tx("fetch")
        self.assertIn("OURS", tx.matches(PICTURES[2]))
        tx("fetch", "--clear")
        tx("fetch")
        self.assertEqual(tx.matches(PICTURES[2]), "")
        self.assertIn("OURS", tx.matches(COMPANY[0]))

    def sends(self, client, adult):
        """What an unchanged client sends is an opinion; what it has sent before is there already."""
        word = stopncii.StopNCIICSPFeedbackValue
        client.submit_feedback(stopncii.StopNCIISignalType.ImagePDQ, PICTURES[2], word.NotBlocked, {"a heron"})
        told = call(f"/api/v1/signals/{adult}")["opinions"]
        self.assertEqual([one["opinion"] for one in told], ["negative"])
        said = stopncii.StopNCIICSPFeedback(word.Blocked, {"a heron"})
        client.submit_hashes({(stopncii.StopNCIISignalType.ImagePDQ, PICTURES[2]): said})
        told = call(f"/api/v1/signals/{adult}")["opinions"]
        self.assertEqual([one["opinion"] for one in told], ["negative", "positive"])

    def test_an_ncmec_client_pulls_entries_and_loses_what_was_withdrawn(self):
        child, adult = put(PICTURES[4], "under_18"), put(PICTURES[3], "adult")

        class Here(NCMECSignalExchangeAPI):
            """The client has a fixed list of addresses."""

            def get_client(self, environment):
                client = super().get_client(environment)
                client._base_url = f"{URL}/ncmec"
                return client

        environment = hash_api.NCMECEnvironment.test_Industry
        collab = NCMECCollabConfig(name="OURS", environment=environment)
        api = Here(collab, "heron", SECRET)
        client = api.get_client(environment)
        self.assertEqual(client.status().esp_name, "Heron chat")
        members = client.members()
        self.assertEqual([one.esp_name for one in members], ["Heron list"])
        # It asks up to five seconds before its own clock.
        time.sleep(7)
        store, checkpoint = {}, None
        for delta in api.fetch_iter([PdqSignal], checkpoint):
            api.naive_fetch_merge(store, delta.updates)
            checkpoint = delta.checkpoint
        matched = api.naive_convert_to_signal_type([PdqSignal], collab, store)[PdqSignal]
        self.assertIn(PICTURES[4], matched)
        self.assertNotIn(PICTURES[3], matched)
        self.assertEqual(list(matched[PICTURES[4]].member_entries), [members[0].esp_id])
        reason = "6a6f0f0e-5b3c-4c58-9d07-1f7a4f0d1c02"
        kind = hash_api.FingerprintType.pdq
        client.submit_upvote(members[0].esp_id, child, kind)
        client.submit_feedback(members[0].esp_id, child, kind, hash_api.FeedbackType.downvote, reason)
        told = {one["opinion"] for one in call(f"/api/v1/signals/{child}")["opinions"]}
        self.assertEqual(told, {"positive", "disputed"})
        withdraw(child)
        withdraw(adult)
        time.sleep(7)
        for delta in api.fetch_iter([PdqSignal], checkpoint):
            api.naive_fetch_merge(store, delta.updates)
        self.assertEqual(api.naive_convert_to_signal_type([PdqSignal], collab, store), {})


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    time.tzset()
    unittest.main()
