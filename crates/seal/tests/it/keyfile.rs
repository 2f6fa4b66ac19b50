//! The key file: written, read again, renewed, and refused when something is wrong with it.

use vigie_seal::{KeyFile, KeyFileError, KeyKind};

use crate::support::{Counting, Mix, hex_of};

fn file() -> KeyFile {
    KeyFile::generate(&mut Counting(0), "2031-12-24")
}

fn refused(toml: &str) -> KeyFileError {
    KeyFile::parse(toml).unwrap_err()
}

#[test]
fn a_key_file_reads_back_as_it_was_written() {
    let (written, mac) = (file(), [&b"x"[..]]);
    let text = written.to_toml();
    let read = KeyFile::parse(text.expose()).unwrap();
    assert_eq!(read.to_toml().expose(), text.expose());
    assert_eq!(read.tag_key().tag("k", "v"), written.tag_key().tag("k", "v"));
    assert_eq!(read.receipt_salt().expose(), written.receipt_salt().expose());
    assert_eq!(read.draft_mac().mac("l", &mac), written.draft_mac().mac("l", &mac));
    assert_eq!(read.delivery_mac().mac("l", &mac), written.delivery_mac().mac("l", &mac));
    assert_eq!(read.audit_mac().mac("l", &mac), written.audit_mac().mac("l", &mac));
    assert_eq!(read.pass_key().expose(), written.pass_key().expose());
    assert_eq!(read.audit_signer().sign(b"c"), written.audit_signer().sign(b"c"));
    assert_eq!(read.root_fingerprint(), written.root().public().fingerprint());
}

#[test]
fn the_form_of_the_key_file_stays_the_same() {
    let text = file().to_toml();
    let lines: Vec<&str> = text.expose().lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines[0], "format = 1");
    assert_eq!(lines[1], "check = \"d9f8413b3104bd39f33dc51a767988997a3597cb22f2f7b15872331dde6537ff\"");
    let key: Vec<u8> = (0..32).collect();
    let entry = format!("[[tag]]\nnumber = 1\ndate = \"2031-12-24\"\nkey = \"{}\"\n", hex_of(&key));
    assert!(text.expose().contains(&entry));
    let sections: Vec<&str> = lines.into_iter().filter(|line| line.starts_with('[')).collect();
    assert_eq!(
        sections,
        [
            "[[tag]]",
            "[[receipt_salt]]",
            "[[draft]]",
            "[[delivery]]",
            "[[pass]]",
            "[[audit_signer]]",
            "[[audit_mac]]",
            "[root]"
        ]
    );
}

#[test]
fn an_old_key_stays_after_a_new_one_came() {
    let mut keys = file();
    let old_tag = keys.tag_key().tag("account", "a");
    let old_signature = keys.audit_signer().sign(b"c");
    let old_salt = *keys.receipt_salt().expose();
    for kind in [
        KeyKind::Tag,
        KeyKind::ReceiptSalt,
        KeyKind::Draft,
        KeyKind::Delivery,
        KeyKind::Pass,
        KeyKind::AuditSigner,
        KeyKind::AuditMac,
    ] {
        keys.renew(kind, &mut Mix(9), "2032-01-31");
    }
    let Err(KeyFileError::Reused) = KeyFile::parse(keys.to_toml().expose()) else {
        panic!("one generator made the same key for every kind, and nobody noticed");
    };
    let mut keys = file();
    let mut rng = Mix(10);
    keys.renew(KeyKind::Tag, &mut rng, "2032-01-31");
    keys.renew(KeyKind::ReceiptSalt, &mut rng, "2032-01-31");
    keys.renew(KeyKind::AuditSigner, &mut rng, "2032-01-31");
    let keys = KeyFile::parse(keys.to_toml().expose()).unwrap();

    assert_eq!(keys.tag_key().number(), 2);
    assert_ne!(keys.tag_key().tag("account", "a"), old_tag);
    assert_eq!(keys.tag_key_by_number(old_tag.number()).unwrap().tag("account", "a"), old_tag);
    assert!(keys.tag_key_by_number(3).is_none());
    let salts: Vec<_> = keys.receipt_salts().iter().map(|salt| (salt.number(), salt.date().to_owned())).collect();
    assert_eq!(salts, [(2, "2032-01-31".to_owned()), (1, "2031-12-24".to_owned())]);
    assert_eq!(*keys.receipt_salts().by_number(1).unwrap().expose(), old_salt);
    assert_eq!(keys.audit_signer_number(), 2);
    assert_eq!(keys.audit_verifier(1).unwrap().verify(b"c", &old_signature), Ok(()));
}

#[test]
fn a_wrong_key_file_says_where_to_look() {
    let text = file().to_toml();
    let text = text.expose();
    let without = |section: &str| {
        let start = text.find(&format!("[[{section}]]")).unwrap();
        let end = start + text[start..].find("\n\n").unwrap();
        format!("{}{}", &text[..start], &text[end..])
    };
    assert_eq!(refused(&without("pass")), KeyFileError::Missing { section: "pass" });
    assert_eq!(refused(&text.replace("format = 1", "format = 2")), KeyFileError::Format);
    assert_eq!(refused(&text.replacen("number = 1", "number = 0", 1)), KeyFileError::Order { section: "tag" });
    assert_eq!(refused(&text.replacen("2031-12-24", "24.12.2031", 1)), KeyFileError::Date { section: "tag" });
    assert_eq!(refused(&text.replacen("2031-12-24", "2031-13-24", 1)), KeyFileError::Date { section: "tag" });
    assert_eq!(refused(&text.replacen("2031-12-24", "2031-12-23", 1)), KeyFileError::Check);
    let line = text.lines().position(|line| line.starts_with("key")).unwrap() + 1;
    assert_eq!(refused(&text.replacen("key = \"", "key = \"0", 1)), KeyFileError::Syntax { line });
    assert_eq!(refused(&text.replacen("key = \"", "what = \"", 1)), KeyFileError::Syntax { line });
    assert!(matches!(refused(""), KeyFileError::Syntax { .. }));
}

#[test]
fn a_root_key_that_was_swapped_is_noticed() {
    let (mine, other) = (file().to_toml(), KeyFile::generate(&mut Mix(1), "2031-12-24").to_toml());
    let seed = |text: &str| text.lines().find(|line| line.starts_with("seed")).unwrap().to_owned();
    let swapped = mine.expose().replace(&seed(mine.expose()), &seed(other.expose()));
    assert_eq!(refused(&swapped), KeyFileError::Fingerprint);
}

#[test]
fn errors_hold_nothing_of_the_key_file() {
    let text = file().to_toml();
    for at in (0..text.expose().len()).step_by(7) {
        let error = KeyFile::parse(&text.expose()[..at]).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("0001020304"), "cut at {at}");
    }
}
