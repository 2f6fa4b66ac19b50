"""vigie's feed as an exchange of `threatexchange`.

A record is a signal by its id, so that one which is withdrawn or suspended is forgotten, whatever its fingerprints were.
"""

import time
import typing as t
from dataclasses import dataclass, field

from threatexchange.exchanges import auth
from threatexchange.exchanges import fetch_state as state
from threatexchange.exchanges import signal_exchange_api
from threatexchange.exchanges.collab_config import CollaborationConfigWithDefaults
from threatexchange.signal_type.md5 import VideoMD5Signal
from threatexchange.signal_type.pdq.signal import PdqSignal
from threatexchange.signal_type.signal_base import SignalType

from tx_extension_vigie.client import VigieClient, VigieError

_NAME = "vigie"
#: PDQ of less quality matches everything and nothing.
_QUALITY_MIN = 50
#: What the node calls what is matched here.
_KINDS: t.Dict[str, t.Type[SignalType]] = {"pdq": PdqSignal, "md5": VideoMD5Signal}


@dataclass
class VigieCheckpoint(state.FetchCheckpointBase):
    """The feed's cursor: it stands for everything before it, and does not age."""

    cursor: int


@dataclass
class VigieSignal:
    """A signal that stands."""

    id: str
    bank: str
    basis: str
    age: str
    tlp: str
    expires_at_ms: t.Optional[int]
    #: Kind, digits, quality.
    codes: t.List[t.Tuple[str, str, int]]

    @classmethod
    def read(cls, change: t.Mapping[str, t.Any]) -> "VigieSignal":
        codes = [(one["kind"], one["hex"], one["quality"]) for one in change["codes"]]
        names = ("id", "bank", "basis", "age", "tlp", "expires_at_ms")
        return cls(**{name: change[name] for name in names}, codes=codes)


@dataclass
class VigieMetadata(state.FetchedSignalMetadata):
    """The signals that have a fingerprint, each with its bank, and what it rests on."""

    signals: t.List[t.Tuple[str, str, str]]

    def get_as_opinions(self) -> t.Sequence[state.SignalOpinion]:
        # Never more than a reason to look: nobody is known to have seen these pictures.
        seed = state.SignalOpinionCategory.INVESTIGATION_SEED
        return [state.SignalOpinion(False, seed, {bank, basis}) for _, bank, basis in self.signals]


@dataclass
class _Required:
    url: str = field(metadata={"help": "where the node is, such as https://node.example"})


@dataclass
class VigieCollabConfig(CollaborationConfigWithDefaults, _Required):
    api: str = field(init=False, default=_NAME)


@dataclass
class VigieCredentials(auth.CredentialHelper):
    ENV_VARIABLE: t.ClassVar[str] = "TX_VIGIE_SECRET"
    FILE_NAME: t.ClassVar[str] = "~/.tx_vigie_secret"

    secret: str = field(metadata={"help": "The secret of a key with the scope `list`; opinions need `match` too."})

    @classmethod
    def _from_str(cls, s: str) -> "VigieCredentials":
        return cls(s.strip())

    def _are_valid(self) -> bool:
        return self.secret.startswith("vigie_")


class VigieSignalExchangeAPI(
    auth.SignalExchangeWithAuth[VigieCollabConfig, VigieCredentials],
    signal_exchange_api.SignalExchangeAPI[
        VigieCollabConfig, VigieCheckpoint, VigieMetadata, str, VigieSignal
    ],
):
    """Follows the feed of a node."""

    def __init__(self, collab: VigieCollabConfig, client: VigieClient) -> None:
        super().__init__()
        self.collab = collab
        self.client = client

    @classmethod
    def get_name(cls) -> str:
        return _NAME

    @staticmethod
    def get_config_cls() -> t.Type[VigieCollabConfig]:
        return VigieCollabConfig

    @staticmethod
    def get_checkpoint_cls() -> t.Type[VigieCheckpoint]:
        return VigieCheckpoint

    @staticmethod
    def get_record_cls() -> t.Type[VigieMetadata]:
        return VigieMetadata

    @staticmethod
    def get_credential_cls() -> t.Type[VigieCredentials]:
        return VigieCredentials

    @classmethod
    def for_collab(
        cls, collab: VigieCollabConfig, credentials: t.Optional[VigieCredentials] = None
    ) -> "VigieSignalExchangeAPI":
        credentials = credentials or VigieCredentials.get(cls)
        return cls(collab, VigieClient(collab.url, credentials.secret))

    def fetch_iter(
        self,
        _supported_signal_types: t.Sequence[t.Type[SignalType]],
        checkpoint: t.Optional[VigieCheckpoint],
    ) -> t.Iterator[state.FetchDelta[str, VigieSignal, VigieCheckpoint]]:
        # Only what was on disk when this began is confirmed: a child is told of it.
        stored = 0 if checkpoint is None else checkpoint.cursor
        since, more = stored, True
        while more:
            try:
                page = self.client.feed(since, stored)
            except VigieError as error:
                if error.kind == "cursor":
                    raise Exception(
                        "The node's list was restored or is another one. Forget what is stored of it: "
                        f"threatexchange fetch --clear --only-collab {self.collab.name}"
                    ) from error
                raise
            updates: t.Dict[str, t.Optional[VigieSignal]] = {}
            for change in page["changes"]:
                stands = change["state"] == "standing"
                updates[change["id"]] = VigieSignal.read(change) if stands else None
            since, more = page["cursor"], page["more"]
            yield state.FetchDelta(updates, VigieCheckpoint(since))

    @classmethod
    def naive_convert_to_signal_type(
        cls,
        signal_types: t.Sequence[t.Type[SignalType]],
        collab: VigieCollabConfig,
        fetched: t.Mapping[str, VigieSignal],
    ) -> t.Dict[t.Type[SignalType], t.Dict[str, VigieMetadata]]:
        now = time.time() * 1000
        ret: t.Dict[t.Type[SignalType], t.Dict[str, VigieMetadata]] = {}
        for one in fetched.values():
            if one.expires_at_ms is not None and one.expires_at_ms <= now:
                continue
            # A picture's MD5 is no video's.
            picture = any(kind == "pdq" for kind, _, _ in one.codes)
            for kind, value, quality in one.codes:
                signal_type = _KINDS.get(kind)
                if signal_type not in signal_types or quality < _QUALITY_MIN or (kind == "md5" and picture):
                    continue
                known = ret.setdefault(signal_type, {}).setdefault(value, VigieMetadata([]))
                known.signals.append((one.id, one.bank, one.basis))
        return ret

    def report_opinion(
        self, s_type: t.Type[SignalType], signal: str, opinion: state.SignalOpinion
    ) -> None:
        """Says what you think of the one signal with exactly this fingerprint.

        The key needs the scope `match`. With `distance` beside it the one is found among near ones. Tags go along as the
        reason: put no names into them. Raises ValueError when it is not known, or which one is meant cannot be said;
        `give_opinion` takes the id.
        """
        kind = next((kind for kind, one in _KINDS.items() if one == s_type), None)
        if kind is None:
            raise NotImplementedError(f"vigie takes no opinions of {s_type.get_name()}")
        answer = self.client.match(kind, signal)
        exact = [one for one in answer["signals"] if one.get("distance", 0) == 0]
        if answer["match"] != "exact" or len(exact) != 1:
            raise ValueError(f"{len(exact)} signals may be meant: use give_opinion with the id of one")
        self.give_opinion(exact[0]["id"], opinion)

    def give_opinion(self, signal_id: str, opinion: state.SignalOpinion) -> None:
        """Says what you think of a signal by its id, as metadata carries it."""
        word = {
            state.SignalOpinionCategory.POSITIVE_CLASS: "positive",
            state.SignalOpinionCategory.NEGATIVE_CLASS: "negative",
            state.SignalOpinionCategory.INVESTIGATION_SEED: "disputed",
        }[opinion.category]
        self.client.opinion(signal_id, word, ", ".join(sorted(opinion.tags)))
