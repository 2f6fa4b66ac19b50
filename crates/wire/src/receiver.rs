//! Calls to programs that asked to be called: only to hosts that the operator lists, and never into the house.
//!
//! The address that is connected to is the one that was looked at: a name is resolved once. No redirect is followed, and
//! nothing of an answer counts but its status.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use hyper::Uri;
use rustls::ClientConfig;
use tokio::net::{TcpStream, lookup_host};
use vigie_seal::Secret;

use crate::hook::{Signed, exchange, secured};
use crate::tls::{self, BadRoots};
use crate::{Receipt, WireError};

/// Longest wait for a whole call: a receiver that is slower takes it and works later.
const LONGEST: Duration = Duration::from_secs(5);
/// Longest address, in bytes.
const ADDRESS_MAX: usize = 1_000;

/// A host that may be called, as the operator writes it: a name or an IP address, and a port if it is not the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// In small letters, an IPv6 address without its brackets.
    name: String,
    /// `None`: the usual one of the scheme.
    port: Option<u16>,
}

/// What is no host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a host, as in receiver.example or receiver.example:8443")]
pub struct NoHost;

impl FromStr for Host {
    type Err = NoHost;

    fn from_str(text: &str) -> Result<Self, NoHost> {
        let (name, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((name, "")) => (name, None),
            Some((name, rest)) => (name, Some(rest.strip_prefix(':').ok_or(NoHost)?)),
            None if text.parse::<Ipv6Addr>().is_ok() => (text, None),
            None => text.split_once(':').map_or((text, None), |(name, port)| (name, Some(port))),
        };
        let bracketed = text.starts_with('[');
        let name = name.to_ascii_lowercase();
        let fits = if bracketed || name.contains(':') {
            name.parse::<Ipv6Addr>().is_ok()
        } else {
            let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
            name.len() <= 253 && name.split('.').all(|part| !part.is_empty() && letters(part))
        };
        let port = port.map(|port| port.parse().ok().filter(|port| *port > 0).ok_or(NoHost)).transpose()?;
        if fits { Ok(Self { name, port }) } else { Err(NoHost) }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let six = self.name.contains(':') && self.port.is_some();
        if six { write!(f, "[{}]", self.name) } else { f.write_str(&self.name) }?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

/// Why an address is not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is no address, not https, or holds a name or password.
    Address,
    /// The operator does not list its host.
    Host,
}

/// Calls to listed hosts.
#[derive(Debug, Clone, Default)]
pub struct Receivers {
    hosts: Vec<Host>,
    /// Whose certificates are trusted; `None`: those of the web alone.
    trust: Option<Arc<ClientConfig>>,
}

/// Where a call goes.
struct Place {
    uri: Uri,
    host: String,
    port: u16,
    secure: bool,
    /// The host is an IP address that the operator wrote out: it is meant, wherever it is.
    literal: bool,
}

impl Receivers {
    /// Calls to these hosts and no other.
    pub fn new(hosts: Vec<Host>) -> Self {
        Self { hosts, trust: None }
    }

    /// The same, which also trust the root certificates of a PEM file: those of a house that signs its own.
    ///
    /// # Errors
    /// [`BadRoots`] when it holds none that can be used.
    pub fn trusting(self, pem: &[u8]) -> Result<Self, BadRoots> {
        Ok(Self { trust: Some(tls::with(pem)?), ..self })
    }

    /// Whether an address may be called, as far as it says itself.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn fits(&self, address: &str) -> Result<(), Unfit> {
        self.place(address).map(|_| ())
    }

    fn place(&self, address: &str) -> Result<Place, Unfit> {
        let uri: Uri = address.parse().map_err(|_| Unfit::Address)?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(Unfit::Address),
        };
        let authority = uri.authority().ok_or(Unfit::Address)?.as_str();
        // A fragment is cut off by the parser, and would be sent nowhere: an address with one is a mistake.
        if address.len() > ADDRESS_MAX || authority.contains('@') || address.contains('#') {
            return Err(Unfit::Address);
        }
        let host = uri.host().ok_or(Unfit::Address)?.trim_start_matches('[').trim_end_matches(']');
        let host = host.to_ascii_lowercase();
        let literal = host.parse::<IpAddr>().is_ok();
        if !secure && !literal {
            return Err(Unfit::Address);
        }
        let named = authority.rsplit(']').next().unwrap_or(authority);
        if named.contains(':') && uri.port_u16().is_none() {
            return Err(Unfit::Address);
        }
        let usual = if secure { 443 } else { 80 };
        let port = uri.port_u16().unwrap_or(usual);
        let listed = |one: &Host| one.name == host && one.port.unwrap_or(usual) == port;
        if !self.hosts.iter().any(listed) {
            return Err(Unfit::Host);
        }
        Ok(Place { uri, host, port, secure, literal })
    }

    /// Makes one signed call, as [`crate::Hook`] does, at a moment in seconds since 1970 UTC. It may be made again: what tells
    /// two apart is in the body.
    ///
    /// # Errors
    /// [`WireError`].
    pub async fn call(
        &self,
        address: &str,
        secret: &Secret<String>,
        seconds: i64,
        body: String,
    ) -> Result<Receipt, WireError> {
        let place = self.place(address).map_err(|unfit| match unfit {
            Unfit::Address => WireError::Address("not an address that is called"),
            Unfit::Host => WireError::Unlisted,
        })?;
        let called = async {
            let request = Signed { uri: &place.uri, secret, seconds, body }.request()?;
            let stream = connect(&place).await?;
            if place.secure {
                exchange(secured(self.trust.clone(), &place.host, stream).await?, request).await
            } else {
                exchange(stream, request).await
            }
        };
        tokio::time::timeout(LONGEST, called).await.map_err(|_| WireError::Late)?
    }
}

/// A connection to an address of the host that may be called.
async fn connect(place: &Place) -> Result<TcpStream, WireError> {
    let unknown = |_| WireError::Unreachable("its name is not known");
    let all: Vec<SocketAddr> = lookup_host((place.host.as_str(), place.port)).await.map_err(unknown)?.collect();
    let (mut inside, mut open) = (false, None);
    for address in all {
        if !place.literal && !is_public(address.ip()) {
            inside = true;
            continue;
        }
        // This very address: a second look at the name could find another.
        if let Ok(stream) = TcpStream::connect(address).await {
            open = Some(stream);
            break;
        }
    }
    match open {
        Some(stream) => Ok(stream),
        None if inside => Err(WireError::Inside),
        None => Err(WireError::Unreachable("no connection")),
    }
}

/// True for an address that anybody on the internet reaches under the same number: neither of this machine nor of a house,
/// nor set aside for anything, nor one of those in the clothes of another.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let set_aside = a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99);
    !(set_aside
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let four = |at: usize| Ipv4Addr::from_bits(u32::from(parts[at]) << 16 | u32::from(parts[at + 1]));
    match (parts[0], parts[1]) {
        // An IPv4 address behind a translator, and in 6to4.
        (0x64, 0xff9b) if parts[2..6] == [0; 4] => is_public_4(four(6)),
        (0x2002, _) => is_public_4(four(1)),
        // 2001::/23 is for protocols, Teredo among them; 2001:db8::/32 and 3fff::/20 are for documents.
        (0x2001, next) if next < 0x200 || next == 0xdb8 => false,
        (0x3fff, next) if next < 0x1000 => false,
        (first, _) => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_of_a_machine_or_a_house_is_public_in_whatever_clothes() {
        for inside in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "0.1.2.3",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::1",
            "2002:c0a8:101::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "100::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "9.9.9.9",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "::ffff:9.9.9.9",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::909:909",
            "2002:909:909::1",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_is_called_only_where_it_is_listed_and_as_it_is_listed() {
        let hosts = ["Receiver.example", "other.example:8443", "127.0.0.1:9000", "[::1]:9000", "2001:db8::1"];
        let receivers = Receivers::new(hosts.iter().map(|host| host.parse().unwrap()).collect());
        for address in [
            "https://receiver.example/vigie?a=b",
            "https://RECEIVER.example:443/",
            "https://receiver.example",
            "https://other.example:8443/x",
            "http://127.0.0.1:9000/x",
            "https://127.0.0.1:9000/x",
            "http://[::1]:9000/",
            "https://[2001:db8::1]/",
        ] {
            assert_eq!(receivers.fits(address), Ok(()), "{address}");
        }
        for address in [
            "https://elsewhere.example/",
            "https://receiver.example.elsewhere.example/",
            "https://receiver.example./",
            "https://a.receiver.example/",
            "https://receiver.example:8443/",
            "https://other.example/",
            "http://127.0.0.1/",
            "http://127.0.0.2:9000/",
            "https://localhost:9000/",
        ] {
            assert_eq!(receivers.fits(address), Err(Unfit::Host), "{address}");
        }
        for address in [
            "",
            "receiver.example",
            "/vigie",
            "http://receiver.example/",
            "ftp://receiver.example/",
            "https://ana:herons@receiver.example/",
            "https://receiver.example/#part",
            "https://receiver.example:99999/",
            "https://receiver.example:/",
            "https://receiver.example/a b",
            &format!("https://receiver.example/{}", "a".repeat(ADDRESS_MAX)),
        ] {
            assert_eq!(receivers.fits(address), Err(Unfit::Address), "{address}");
        }
        assert_eq!(Receivers::default().fits("https://receiver.example/"), Err(Unfit::Host));
    }

    #[test]
    fn a_host_is_written_as_it_is_read() {
        for host in ["receiver.example", "receiver.example:8443", "127.0.0.1:9000", "[::1]:9000", "::1"] {
            assert_eq!(host.parse::<Host>().unwrap().to_string(), host);
        }
        for host in ["", "https://receiver.example", "receiver.example/", "a..b", "a:b", "a:0", "a:70000", "[a]", "*"] {
            assert_eq!(host.parse::<Host>(), Err(NoHost), "{host}");
        }
    }
}
