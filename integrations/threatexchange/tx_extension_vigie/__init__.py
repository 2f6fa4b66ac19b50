"""The extension as `threatexchange` loads it: `threatexchange config extensions add tx_extension_vigie`."""

from threatexchange.extensions.manifest import ThreatExchangeExtensionManifest

from tx_extension_vigie.exchange import VigieSignalExchangeAPI

TX_MANIFEST = ThreatExchangeExtensionManifest(apis=(VigieSignalExchangeAPI,))
