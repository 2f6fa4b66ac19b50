//! Networks that a key is bound to.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Most networks of a key.
pub const MOST: usize = 16;
/// Fewest bits of an IPv4 network: with fewer a key is bound to nothing.
const BITS_4: u8 = 16;
/// Fewest bits of an IPv6 network, which is what a provider gets as a whole.
const BITS_6: u8 = 32;

/// A range of addresses, written as `192.0.2.0/24`, `2001:db8::/48` or one address alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    /// Its first address.
    first: IpAddr,
    /// How many bits all of its addresses share.
    bits: u8,
}

/// What is no network, or is so wide that it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a network")]
pub struct NoNetwork;

impl Network {
    /// True for an address within it.
    pub fn holds(&self, address: IpAddr) -> bool {
        masked(address.to_canonical(), self.bits) == Some(self.first)
    }

    /// Networks that are written one after the other, with commas or spaces between them.
    ///
    /// # Errors
    /// [`NoNetwork`] when one of them is none.
    pub fn list(text: &str) -> Result<Vec<Self>, NoNetwork> {
        let parts = text.split(|c: char| c == ',' || c.is_whitespace());
        parts.filter(|part| !part.is_empty()).map(str::parse).collect()
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| NoNetwork)?;
        let (fewest, most) = if address.is_ipv4() { (BITS_4, 32) } else { (BITS_6, 128) };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| NoNetwork)?;
        let first = masked(address, bits).filter(|_| (fewest..=most).contains(&bits)).ok_or(NoNetwork)?;
        // An IPv4 address in the clothes of IPv6 would never be met: who asks is compared as what it is.
        if address == address.to_canonical() { Ok(Self { first, bits }) } else { Err(NoNetwork) }
    }
}

/// The first address of the network of so many bits; `None` for more bits than it has.
fn masked(address: IpAddr, bits: u8) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => {
            let rest = 32u32.checked_sub(u32::from(bits))?;
            let mask = u32::MAX.checked_shl(rest).unwrap_or(0);
            Some(Ipv4Addr::from_bits(address.to_bits() & mask).into())
        }
        IpAddr::V6(address) => {
            let rest = 128u32.checked_sub(u32::from(bits))?;
            let mask = u128::MAX.checked_shl(rest).unwrap_or(0);
            Some(Ipv6Addr::from_bits(address.to_bits() & mask).into())
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = if self.first.is_ipv4() { 32 } else { 128 };
        if self.bits == whole { write!(f, "{}", self.first) } else { write!(f, "{}/{}", self.first, self.bits) }
    }
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(network: &str, address: &str) -> bool {
        network.parse::<Network>().unwrap().holds(address.parse().unwrap())
    }

    #[test]
    fn a_network_holds_its_addresses_and_no_other() {
        for (network, address, inside) in [
            ("192.0.2.0/24", "192.0.2.255", true),
            ("192.0.2.77/24", "192.0.2.0", true),
            ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.0/24", "::ffff:192.0.2.9", true),
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.6", false),
            ("192.0.2.6/31", "192.0.2.7", true),
            ("10.1.0.0/16", "10.1.255.1", true),
            ("10.1.0.0/16", "10.2.0.1", false),
            ("2001:db8::/48", "2001:db8:0:ffff::1", true),
            ("2001:db8::/48", "2001:db8:1::1", false),
            ("2001:db8::1", "2001:db8::1", true),
            ("2001:db8::1", "192.0.2.7", false),
            ("192.0.2.7", "2001:db8::1", false),
        ] {
            assert_eq!(holds(network, address), inside, "{network} {address}");
        }
    }

    #[test]
    fn what_is_none_or_binds_to_nothing_is_refused() {
        for text in [
            "",
            "heron",
            "192.0.2",
            "192.0.2.0/",
            "192.0.2.0/33",
            "192.0.2.0/-1",
            "192.0.2.0/24/24",
            "0.0.0.0/0",
            "10.0.0.0/8",
            "::/0",
            "2001::/16",
            "2001:db8::/129",
            "::ffff:192.0.2.0/120",
            "::ffff:192.0.2.1",
        ] {
            assert_eq!(text.parse::<Network>(), Err(NoNetwork), "{text}");
        }
        assert_eq!(Network::list("192.0.2.0/24, heron"), Err(NoNetwork));
        assert_eq!(Network::list(" , "), Ok(Vec::new()));
    }

    #[test]
    fn they_are_written_as_they_are_read() {
        let all = Network::list("192.0.2.9/24,198.51.100.7\n2001:db8::5/48 2001:db8::1").unwrap();
        let words = all.iter().map(Network::to_string).collect::<Vec<_>>();
        assert_eq!(words, ["192.0.2.0/24", "198.51.100.7", "2001:db8::/48", "2001:db8::1"]);
        assert_eq!(Network::list(&words.join(", ")), Ok(all.clone()));
        let stored = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Network>>(&stored).unwrap(), all);
        assert!(serde_json::from_str::<Vec<Network>>("[\"0.0.0.0/0\"]").is_err());
    }
}
