//! What is taken out of a text: tables of hits and misses in four languages, honest offsets, few false alarms, in time.

use crate::devset;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;
use vigie_detect::extract::{Coin, Item, Value, read};

/// One finding in a short form that a table can hold: `account instagram:luna`, `amount 300 EUR`.
fn short(value: &Value) -> String {
    match value {
        Value::Account { platform, name } => format!("account {}:{name}", platform.unwrap_or("")),
        Value::Phone { e164 } => format!("phone {e164}"),
        Value::Email(address) => format!("email {address}"),
        Value::Url(address) => format!("url {address}"),
        Value::Crypto { coin, address } => format!("{} {address}", coin.as_str()),
        Value::Iban(number) => format!("iban {number}"),
        Value::Pay { rail, handle } => format!("pay {rail}:{handle}"),
        Value::GiftCard { brand, code } => {
            format!("card {} {}", brand.unwrap_or("?"), code.as_deref().unwrap_or("-"))
        }
        Value::Amount { value, currency } => format!("amount {value} {}", currency.unwrap_or("?")),
        Value::Deadline { seconds } => format!("deadline {seconds}"),
    }
}

fn all(text: &str, hint: &str) -> Vec<String> {
    let hint = Some(hint).filter(|h| !h.is_empty());
    read(text, hint).iter().map(|item| short(&item.value)).collect()
}

/// Each row: hint, text, everything that is found, joined by "; ".
fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = String::new();
    for (hint, text, wanted) in rows {
        let found = all(text, hint).join("; ");
        if found != *wanted {
            let _ = writeln!(wrong, "{text}\n  wanted: {wanted}\n  found:  {found}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn accounts_are_found_by_name_and_by_link() {
    check(&[
        ("", "add me @luna.x22", "account :luna.x22"),
        ("", "it's @Luna on insta", "account instagram:luna"),
        ("", "snap: luna_x22", "account snapchat:luna_x22"),
        ("", "my insta is luna.x", "account instagram:luna.x"),
        ("", "mon snap c'est luna_22", "account snapchat:luna_22"),
        ("", "agrégame en telegram @luna_x", "account telegram:luna_x"),
        ("", "حسابي في سناب: luna_22", "account snapchat:luna_22"),
        ("", "https://www.instagram.com/luna.x/?igsh=1", "account instagram:luna.x"),
        ("", "look t.me/luna_x now", "account telegram:luna_x"),
        ("", "https://wa.me/33600000000", "phone +33600000000"),
        ("", "＠ｌｕｎａ ok", "account :luna"),
        ("", "@lu\u{200b}na ok", "account :luna"),
        ("", "meet @ 5", ""),
        ("", "the face 5.Terror of us.LET", ""),
        ("", "my snap is broken", ""),
        ("", "snap back to reality", ""),
        ("", "email@", ""),
    ]);
}

#[test]
fn phones_exist_and_stand_where_a_phone_stands() {
    check(&[
        ("", "+33 6 12 34 56 78", "phone +33612345678"),
        ("", "0033612345678", "phone +33612345678"),
        ("", "+33 (0)6 12 34 56 78", "phone +33612345678"),
        ("", "text +44 7400 123456 24 hours left", "phone +447400123456; deadline 86400"),
        ("FR", "appelle le 06 12 34 56 78", "phone +33612345678"),
        ("FR", "06.12.34.56.78", "phone +33612345678"),
        ("FR", "0️⃣6️⃣ 12 34 56 78", "phone +33612345678"),
        ("US", "(202) 555-0143", "phone +12025550143"),
        ("US", "call me 2025550143", "phone +12025550143"),
        ("ES", "mi número es 612345678", "phone +34612345678"),
        ("EG", "كلمني على ٠١٠٠١٢٣٤٥٦٧", "phone +201001234567"),
        ("SN", "whatsapp 77 123 45 67", "phone +221771234567"),
        ("", "06 12 34 56 78", ""),
        ("FR", "commande 0612345678", ""),
        ("US", "order 2025550143", ""),
        ("US", "2025550143", ""),
        ("FR", "le 12.05.2024 à 14:30", ""),
        ("US", "it was 1999 or 2004, 3-2, 555", ""),
        ("GB", "score 21-18 14-21", ""),
        ("FR", "06 12 34", ""),
        ("US", "192.168.100.200", ""),
        ("ES", "612345678 euros", "amount 612345678 EUR"),
        ("", "+1 for that idea, +10 points", ""),
        ("US", "model 202-555-0143-77-12", ""),
    ]);
}

#[test]
fn mail_addresses_and_links_are_found_also_when_hidden() {
    check(&[
        ("", "luna.x@Example.org", "email luna.x@example.org"),
        ("", "luna [at] example [dot] org", "email luna@example.org"),
        ("", "luna(at)example(dot)org", "email luna@example.org"),
        ("", "write luna at gmail dot com or else", "email luna@gmail.com"),
        ("", "luna at gmail d o t com now", "email luna@gmail.com"),
        ("", "luna arobase gmail point com !", "email luna@gmail.com"),
        ("", "luna arroba gmail punto com.", "email luna@gmail.com"),
        ("", "ｌｕｎａ@example.org", "email luna@example.org"),
        ("", "see https://example.org/a?b=1.", "url https://example.org/a?b=1"),
        ("", "hxxps://pay[.]example[.]org/x", "url https://pay.example.org/x"),
        ("", "hxxp[:]//example.org", "url http://example.org"),
        ("", "go to example.com/pay, now", "url example.com/pay"),
        ("", "www.example.me", "url www.example.me"),
        ("", "https://discord.gg/AbC", "url https://discord.gg/AbC"),
        ("", "meet me at example.com", "url example.com"),
        ("", "come at some point so we talk", ""),
        ("", "done.Net result is fine.ok", ""),
        ("", "e.g. this, i.e. that... ok.no way", ""),
        ("", "photo.jpg and notes.txt", ""),
        ("", "un point de côté", ""),
        ("", "http:// and https:", ""),
    ]);
}

#[test]
fn wallets_pass_their_checksum() {
    check(&[
        ("", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        ("", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "BTC 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
        ("", "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        ("", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        (
            "",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "BTC bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ),
        ("", "1A1zP1eP5QGefi2DM\u{200b}PTfTL5SLmv7DivfNa", "BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        ("", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "ETH 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
        ("", "eth 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "ETH 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
        ("", "محفظتي 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "ETH 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
        ("", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TRX TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
        ("", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1", "LTC LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1"),
        ("", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", ""),
        ("", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", ""),
        ("", "eth 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", ""),
        ("", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", ""),
        ("", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", ""),
        ("", "sha 5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", ""),
    ]);
    assert_eq!([Coin::Btc, Coin::Eth, Coin::Trx, Coin::Ltc].map(Coin::as_str), ["BTC", "ETH", "TRX", "LTC"]);
}

#[test]
fn bank_accounts_pass_the_remainder_of_97() {
    check(&[
        ("", "GB82 WEST 1234 5698 7654 32", "iban GB82WEST12345698765432"),
        ("", "GB82WEST12345698765432.", "iban GB82WEST12345698765432"),
        ("", "IBAN: FR76 3000 6000 0112 3456 7890 189 merci", "iban FR7630006000011234567890189"),
        ("", "es91 2100 0418 4502 0005 1332", "iban ES9121000418450200051332"),
        ("", "GB82 WEST 1234 5698 7654 33", ""),
        ("", "GB82WEST1234569876543", ""),
        ("", "BE68 is my seat", ""),
        ("", "XX82WEST12345698765432", ""),
    ]);
}

#[test]
fn payment_handles_need_their_service() {
    check(&[
        ("", "cash app $luna22", "pay cashapp:luna22"),
        ("", "send it to $lunastar", "pay cashapp:lunastar"),
        ("", "https://cash.app/$luna", "pay cashapp:luna"),
        ("", "paypal.me/luna", "pay paypal:luna"),
        ("", "my paypal: luna@example.org", "pay paypal:luna@example.org"),
        ("", "venmo @luna-22", "pay venmo:luna-22"),
        ("", "hazme un bizum al 612 34 56 78", "pay bizum:+34612345678"),
        ("SN", "envoie par wave 77 123 45 67", "pay wave:+221771234567"),
        ("", "orange money +221 77 123 45 67", "pay orange_money:+221771234567"),
        ("", "حول فودافون كاش 01001234567", "pay vodafone_cash:+201001234567"),
        ("", "buy $TSLA and $uicide", ""),
        ("", "a big wave came in 1998", ""),
        ("", "my cashapp is empty", ""),
    ]);
}

#[test]
fn gift_cards_need_a_word_for_card_and_codes_a_card() {
    check(&[
        ("", "steam card ABCDE-12345-FGHIJ", "card steam -; card steam ABCDE12345FGHIJ"),
        ("", "get a $50 Apple gift card", "amount 50 ?; card apple -"),
        ("", "une recharge neosurf et un coupon pcs", "card neosurf -; card pcs -"),
        ("", "paysafecard 1234 5678 9012 3456", "card paysafecard -; card paysafecard 1234567890123456"),
        ("", "una tarjeta de regalo", "card ? -"),
        ("", "una tarjeta regalo de amazon", "card amazon -"),
        ("", "بطاقة ايتونز", "card apple -"),
        ("", "carte cadeau sephora", "card sephora -"),
        ("", "the google play code is ABCD1234EFGH5678", "card google_play -; card google_play ABCD1234EFGH5678"),
        ("", "gift card code: AB12-CD34-EF56", "card ? -; card ? AB12CD34EF56"),
        ("", "I ate an apple in the amazon and played xbox", ""),
        ("", "steam came out of the target", ""),
        ("", "code ABCD1234EFGH5678", ""),
        ("", "order ABCDE-12345-FGHIJ", ""),
        ("", "postcode SW1A 1AA and serial 1234 5678 9012 3456", ""),
    ]);
}

#[test]
fn amounts_have_a_currency_a_rail_or_a_demand() {
    check(&[
        ("", "$300", "amount 300 ?"),
        ("CA", "$300", "amount 300 CAD"),
        ("", "300€ ou 1 100 euros", "amount 300 EUR; amount 1100 EUR"),
        ("", "1.100 dólares", "amount 1100 ?"),
        ("", "1,300 USD and US$5", "amount 1300 USD; amount 5 USD"),
        ("", "1.234,56 € £1,234.56 9,90 €", "amount 1234.56 EUR; amount 1234.56 GBP; amount 9.9 EUR"),
        ("", "450 en crypto", "amount 450 ?"),
        ("", "0.05 eth, 2.125 BTC", "amount 0.05 ETH; amount 2.125 BTC"),
        ("", "two hundred and fifty dollars", "amount 250 ?"),
        ("", "a hundred bucks", "amount 100 ?"),
        ("", "deux cents euros, quatre-vingt-dix euros", "amount 200 EUR; amount 90 EUR"),
        ("", "mil quinientos euros", "amount 1500 EUR"),
        ("MA", "مئتين درهم", "amount 200 MAD"),
        ("", "خمسة وعشرين يورو", "amount 25 EUR"),
        ("", "٣٠٠ دولار", "amount 300 ?"),
        ("", "envoie 50 balles", "amount 50 EUR"),
        ("", "5k euros, 5 mil euros, $2.5k", "amount 5000 EUR; amount 5000 EUR; amount 2500 ?"),
        ("", "pay 300 or i post", "amount 300 ?"),
        ("", "mon prix c'est 300.", "amount 300 ?"),
        ("", "paga 200 ya", "amount 200 ?"),
        ("", "ادفع 200 الآن", "amount 200 ?"),
        ("", "120 cashapp", "amount 120 ?"),
        ("", "please pay 9.99 now", "amount 9.99 ?"),
        ("", "70 eur0s", "amount 70 EUR"),
        ("", "80 in vouchers", "amount 80 ?"),
        ("", "in 2024 at 10:30, 3-2, page 14", ""),
        ("", "I lost 20 pounds", ""),
        ("", "he wants 3 more", ""),
        ("", "they want 300 pictures", ""),
        ("", "5k run, 600 followers, 50%", ""),
        ("", "j'ai lu 20 livres et 50 balles de tennis", ""),
        ("", "order #300 and room 450", ""),
    ]);
}

#[test]
fn deadlines_are_durations_that_somebody_is_given() {
    check(&[
        ("", "you have 24 hours", "deadline 86400"),
        ("", "within 2h", "deadline 7200"),
        ("", "you've got an hour.", "deadline 3600"),
        ("", "in 1h30", "deadline 5400"),
        ("", "30 min left", "deadline 1800"),
        ("", "60 seconds.", "deadline 60"),
        ("", "by tomorrow", "deadline 86400"),
        ("", "within forty-eight hours", "deadline 172800"),
        ("", "dans une heure", "deadline 3600"),
        ("", "tu as 24h pour payer", "deadline 86400"),
        ("", "sous deux jours", "deadline 172800"),
        ("", "en dos días", "deadline 172800"),
        ("", "tienes media hora", "deadline 1800"),
        ("", "una hora, ni más", "deadline 3600"),
        ("", "خلال يومين", "deadline 172800"),
        ("", "عندك ساعة", "deadline 3600"),
        ("", "معك ٢٤ ساعة", "deadline 86400"),
        ("", "i slept 8 hours", ""),
        ("", "2 hours ago", ""),
        ("", "il y a deux jours", ""),
        ("", "hace dos días", ""),
        ("", "منذ يومين", ""),
        ("", "at 14:30h, open 24/7", ""),
        ("", "until midnight", ""),
        ("", "One day, she came back", ""),
        ("", "في الساعة السابعة", ""),
        ("", "a six-hour film", ""),
    ]);
}

#[test]
fn spans_point_into_the_original_text() {
    for (text, wanted) in [
        ("pay ３００€ now", "３００€"),
        ("x @lu\u{200b}na y", "@lu\u{200b}na"),
        ("é 🙂 +33 6 12 34 56 78 é", "+33 6 12 34 56 78"),
        ("خلال يـــومين!", "يـــومين"),
    ] {
        let items = read(text, None);
        assert_eq!(items.iter().map(|i| &text[i.start..i.end]).collect::<Vec<_>>(), [wanted]);
    }
}

fn honest(text: &str, items: &[Item]) {
    let mut reached = 0;
    for item in items {
        assert!(reached <= item.start && item.start < item.end && item.end <= text.len());
        assert!(text.is_char_boundary(item.start) && text.is_char_boundary(item.end));
        reached = item.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_read_with_honest_offsets(text in "\\PC{0,120}|(?s).{0,80}", hint in "[A-Z]{2}|.{0,3}") {
        let items = read(&text, Some(&hint));
        honest(&text, &items);
        prop_assert_eq!(items, read(&text, Some(&hint)));
    }

    #[test]
    fn pieces_in_any_order_are_read_with_honest_offsets(pieces in prop::collection::vec(prop::sample::select(vec![
        "@", "luna", ".", "com", "[", "dot", "]", "at", "d", "o", "t", "http", "://", "/", "?", "+", "33", "6", "12", "34", "56", "78", "0",
        "300", "$", "€", "euros", "1", "100", ",", "k", "mil", "hundred", "quatre", "vingt", "-", "hours", "in", "h", "30", "خلال", "ساعة", "يومين",
        "steam", "card", "code", "ABCDE", "12345", "bizum", "cashapp", "pay", "\u{200b}", "½", "ﷺ", "№", "1️⃣", "FR76", "3000", "0x", "bc1", "\n", "é",
    ]), 0..40), space in prop::bool::ANY) {
        let text = pieces.join(if space { " " } else { "" });
        honest(&text, &read(&text, Some("FR")));
    }
}

#[test]
fn ordinary_text_is_rarely_taken_for_phones_wallets_accounts_or_codes() {
    let ham = devset("benign/sms.tsv").map(|sms| {
        let lines: Vec<&str> = sms.lines().filter_map(|l| l.strip_prefix("ham\t")).collect();
        lines.join("\n")
    });
    let files = ["ara-eng.ara", "ara-eng.eng", "fra-eng.fra", "spa-eng.spa"];
    let sentences = files.iter().map(|pair| devset(&format!("benign/tatoeba/tatoeba.{pair}")));
    let hints = ["GB", "EG", "US", "FR", "ES"];
    for (text, hint) in std::iter::once(ham).chain(sentences).zip(hints) {
        let Some(text) = text else { return };
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for item in text.lines().flat_map(|line| read(line, Some(hint))) {
            let kind = short(&item.value);
            *kinds.entry(kind.split(' ').next().unwrap_or_default().to_owned()).or_default() += 1;
        }
        println!("{hint}, {} lines: {kinds:?}", text.lines().count());
        for kind in ["phone", "BTC", "ETH", "TRX", "LTC", "iban", "card", "pay"] {
            assert_eq!(kinds.get(kind), None, "{kind} in ordinary text, read as of {hint}");
        }
    }
}

#[test]
fn hostile_lines_are_read_in_time() {
    let _ = read("+33 6 12 34 56 78", None);
    let pieces = [
        "a",
        "1",
        "@",
        ".",
        "a.",
        "a@a.",
        "1 ",
        "+1",
        "+33 6 12 34 56 78 ",
        "(",
        "http://",
        "$1",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN ",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed ",
        "FR76 3000 ",
        "steam card code ABCDE-12345-",
        "two hundred and ",
        "quatre-vingt-",
        "in 2 h ",
        "d o t ",
        "at [dot] ",
        "\u{200b}",
        "\u{301}",
        "ﷺ",
        "والبال",
        "pay 1,000,",
        "snap: ",
        "é",
        "𝟑",
        " ",
        "\n",
        "cash app $",
    ];
    for piece in pieces {
        // Unoptimised builds read a twentieth of what the ignored test below reads.
        let text = piece.repeat(250_000 / piece.len());
        let start = Instant::now();
        let count = read(&text, Some("FR")).len();
        let took = start.elapsed();
        println!("{piece:?}: 250 KB in {took:?}, {count} items");
        assert!(took.as_secs() < 10, "{piece:?}: {took:?}");
    }
}

/// `cargo test --release -p vigie-detect -- --ignored --nocapture lines_of_five_megabytes`
#[test]
#[ignore = "a measurement; meant for a release build"]
fn hostile_lines_of_five_megabytes_are_read_in_seconds() {
    for piece in [
        "a",
        "1",
        "a.",
        "a@a.",
        "1 ",
        "+33 6 12 34 56 78 ",
        "$1",
        "steam card code ABCDE-12345-",
        "two hundred and ",
        "ﷺ",
        "\u{200b}",
    ] {
        let text = piece.repeat(5_000_000 / piece.len());
        let start = Instant::now();
        let count = read(&text, Some("FR")).len();
        println!("{piece:?}: 5 MB in {:?}, {count} items", start.elapsed());
        assert!(start.elapsed().as_secs() < 10, "{piece:?}");
    }
    let mut numbers = String::new();
    for n in 0..400_000_u64 {
        let _ = write!(numbers, "+{} ", 10_000_000_000 + n * 199_999_937);
    }
    let start = Instant::now();
    let count = read(&numbers, None).len();
    println!("different numbers: {} bytes in {:?}, {count} items", numbers.len(), start.elapsed());
    assert!(start.elapsed().as_secs() < 10);
}

/// `cargo test --release -p vigie-detect -- --ignored --nocapture how_fast`
#[test]
#[ignore = "a measurement; meant for a release build"]
fn how_fast_ordinary_text_is_read() {
    let start = Instant::now();
    let _ = read("a", None);
    println!("tables: {:?}", start.elapsed());
    let start = Instant::now();
    let _ = read("+33 6 12 34 56 78", None);
    println!("first telephone number: {:?}", start.elapsed());
    for (name, hint) in [
        ("sms.tsv", None),
        ("sms.tsv", Some("GB")),
        ("tatoeba/tatoeba.ara-eng.ara", Some("EG")),
        ("tatoeba/tatoeba.fra-eng.fra", Some("FR")),
        ("tatoeba/tatoeba.spa-eng.spa", Some("ES")),
    ] {
        let Some(text) = devset(&format!("benign/{name}")) else { return };
        let text = text.repeat(8_000_000 / text.len());
        let start = Instant::now();
        let whole = read(&text, hint).len();
        let whole_time = start.elapsed();
        let start = Instant::now();
        let lines: usize = text.lines().map(|line| read(line, hint).len()).sum();
        let lines_time = start.elapsed();
        let bytes = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
        println!(
            "{name} {hint:?}: at once {:.1} MB/s, {whole} items; by line {:.1} MB/s, {lines} items, {:.0} lines/s",
            bytes / whole_time.as_secs_f64() / 1e6,
            bytes / lines_time.as_secs_f64() / 1e6,
            f64::from(u32::try_from(text.lines().count()).unwrap_or(0)) / lines_time.as_secs_f64(),
        );
    }
}
