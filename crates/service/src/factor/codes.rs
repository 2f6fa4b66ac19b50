//! One-time codes: ten, shown once, each good once in the place of the phone.

use vigie_model::clock::entropy;
use vigie_model::id::MemberId;
use vigie_seal::{MacKey, Secret, random_bytes};
use vigie_store::{Tx, factors};

use crate::{Ctx, ServiceError};

/// How many are made at once.
pub const CODES: usize = 10;
/// Letters of a code: nobody takes one for another on paper. 32 of them: five bits each.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters in a code: 60 bits.
const LENGTH: usize = 12;

/// A new code, as it is stored: twelve letters without hyphens.
pub(crate) fn make() -> Secret<String> {
    let bytes = random_bytes::<LENGTH>(&mut entropy());
    Secret::new(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect())
}

/// A code as it is shown: `4F7K-9QXT-2M6B`.
pub fn shown(code: &Secret<String>) -> String {
    let code = code.expose();
    format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
}

/// What somebody typed as a code; `None` when it cannot be one. Case, spaces, hyphens and look-alikes are forgiven.
pub(crate) fn parse(typed: &str) -> Option<Secret<String>> {
    let letter = |c: char| match c.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        c if c.is_ascii() && LETTERS.contains(&(c as u8)) => Some(c),
        _ => None,
    };
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{2013}');
    let code: String = letters.map(letter).collect::<Option<String>>()?;
    (code.len() == LENGTH).then(|| Secret::new(code))
}

fn mac(key: &MacKey, member: MemberId, code: &Secret<String>) -> [u8; 32] {
    key.mac("one-time code", &[&member.bytes(), code.expose().as_bytes()])
}

/// Stores codes in the place of those before.
pub(crate) async fn store(
    ctx: &Ctx,
    tx: &mut Tx,
    member: MemberId,
    all: &[Secret<String>],
) -> Result<(), ServiceError> {
    factors::drop_codes(tx, member.0).await?;
    for code in all {
        factors::insert_code(tx, member.0, &mac(ctx.keys.audit_mac(), member, code)).await?;
    }
    Ok(())
}

/// Uses a code up; `false` when it is none of the member's.
pub(crate) async fn take(
    ctx: &Ctx,
    tx: &mut Tx,
    member: MemberId,
    code: &Secret<String>,
) -> Result<bool, ServiceError> {
    for key in ctx.keys.audit_macs().iter() {
        if factors::use_code(tx, member.0, &mac(key.key(), member, code)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_copied_from_paper() {
        let code = make();
        let paper = shown(&code);
        for typed in
            [paper.clone(), paper.to_lowercase(), paper.replace('-', " "), paper.replace('0', "o").replace('1', "l")]
        {
            assert_eq!(parse(&typed).unwrap().expose(), code.expose());
        }
        for typed in ["", "123456", "4F7K-9QXT-2M6", "4F7K-9QXT-2M6BB", "4F7K-9QXT-2M6U", "٤F7K-9QXT-2M6B"] {
            assert!(parse(typed).is_none(), "{typed}");
        }
    }
}
