//! Addresses of wallets. What has a checksum must pass it; what has none needs a word beside it.

use super::Value;
use super::sheet::Sheet;
use super::tables::{Mean, Word};
use bech32::primitives::hrp::Hrp;
use sha2::{Digest, Sha256};
use sha3::Keccak256;

/// A coin, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coin {
    /// Bitcoin.
    Btc,
    /// Ethereum, and what lives on addresses of its form.
    Eth,
    /// Tron, mostly for dollars on it.
    Trx,
    /// Litecoin.
    Ltc,
}

impl Coin {
    /// `BTC`, `ETH`, `TRX` or `LTC`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Btc => "BTC",
            Self::Eth => "ETH",
            Self::Trx => "TRX",
            Self::Ltc => "LTC",
        }
    }
}

/// Lengths of addresses of all kinds, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 25..=90;
/// How far from an address without a checksum a word for wallets may stand, in tokens.
const CONTEXT: usize = 16;

pub(super) fn find(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        if !sheet.is_text(at) {
            at += 1;
            continue;
        }
        let end = sheet.run_end(at);
        let run = sheet.span(at, end);
        if LENGTHS.contains(&run.len()) && run.is_ascii() {
            if let Some((coin, address)) = verified(run) {
                let litecoin = coin == Coin::Btc && run.starts_with('3') && says_litecoin(sheet, at, end);
                sheet.take(at, end, Value::Crypto { coin: if litecoin { Coin::Ltc } else { coin }, address });
            } else if is_hex(run) && has_context(sheet, at, end) {
                sheet.take(
                    at,
                    end,
                    Value::Crypto { coin: Coin::Eth, address: format!("0x{}", run[2..].to_lowercase()) },
                );
            }
        }
        at = end;
    }
}

fn has_context(sheet: &Sheet, at: usize, end: usize) -> bool {
    let digits = &sheet.span(at, end)[2..];
    // Mixed case is a checksum, and it has failed.
    let one_case = digits == digits.to_lowercase() || digits == digits.to_uppercase();
    let coin = |mean: Mean| matches!(mean, Mean::Money(m) if sheet.tables.currencies[m].coin);
    one_case && sheet.near(at, end, CONTEXT, CONTEXT).any(|m| m.mean == Mean::Word(Word::Wallet) || coin(m.mean))
}

/// The old addresses of shared wallets of Litecoin look like those of Bitcoin.
fn says_litecoin(sheet: &Sheet, at: usize, end: usize) -> bool {
    let code = |mean: Mean| match mean {
        Mean::Money(m) => sheet.tables.currencies[m].code(None),
        _ => None,
    };
    sheet.near(at, end, CONTEXT, CONTEXT).any(|m| code(m.mean) == Some("LTC"))
}

/// The coin of an address that passes its checksum.
fn verified(run: &str) -> Option<(Coin, String)> {
    match run.as_bytes()[0] {
        b'1' | b'3' | b'L' | b'M' | b'T' => base58(run),
        b'b' | b'B' | b'l' => bech32_address(run),
        b'0' if is_hex(run) && checksummed(&run[2..]) => Some((Coin::Eth, run.to_owned())),
        _ => None,
    }
}

fn base58(run: &str) -> Option<(Coin, String)> {
    let mut bytes = [0_u8; 25];
    if run.len() > 36 || bs58::decode(run).onto(&mut bytes[..]).ok()? != bytes.len() {
        return None;
    }
    let (payload, sum) = bytes.split_at(21);
    if Sha256::digest(Sha256::digest(payload))[..4] != *sum {
        return None;
    }
    let coin = match payload[0] {
        0x00 | 0x05 => Coin::Btc,
        0x30 | 0x32 => Coin::Ltc,
        0x41 => Coin::Trx,
        _ => return None,
    };
    Some((coin, run.to_owned()))
}

fn bech32_address(run: &str) -> Option<(Coin, String)> {
    let prefix = run.get(..4)?.to_ascii_lowercase();
    if !prefix.starts_with("bc1") && prefix != "ltc1" {
        return None;
    }
    let (hrp, _, _) = bech32::segwit::decode(run).ok()?;
    let coin = if hrp == Hrp::parse_unchecked("bc") {
        Coin::Btc
    } else if hrp == Hrp::parse_unchecked("ltc") {
        Coin::Ltc
    } else {
        return None;
    };
    Some((coin, run.to_ascii_lowercase()))
}

/// `0x` and forty hexadecimal digits.
fn is_hex(run: &str) -> bool {
    run.len() == 42 && run.starts_with("0x") && run[2..].bytes().all(|b| b.is_ascii_hexdigit())
}

/// EIP-55: capitals where the hash of the small letters says so. One case alone says nothing.
fn checksummed(digits: &str) -> bool {
    let small = digits.to_ascii_lowercase();
    if small == digits || digits.to_ascii_uppercase() == digits {
        return false;
    }
    let hash = Keccak256::digest(small.as_bytes());
    digits.bytes().enumerate().all(|(at, byte)| {
        let nibble = hash[at / 2] >> (4 * (1 - at % 2)) & 0xf;
        !byte.is_ascii_alphabetic() || byte.is_ascii_uppercase() == (nibble >= 8)
    })
}
