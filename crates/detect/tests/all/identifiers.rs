//! Offender identifiers as visitors type them.

use vigie_detect::identifier::{Kind, find, read};

fn same(canonical: &str, kind: Kind, typed: &[(&str, &str)]) {
    for (place, name) in typed {
        let got = read(place, name);
        let got = got.as_ref().map(|i| (i.kind, i.canonical.as_str()));
        assert_eq!(got, Some((kind, canonical)), "{place:?} {name:?}");
    }
}

#[test]
fn one_instagram_account_however_it_is_typed() {
    same(
        "instagram:luna.x",
        Kind::Account,
        &[
            ("Instagram", "luna.x"),
            ("insta", "@luna.x"),
            ("IG", "@Luna.X "),
            ("sur insta", "luna.x/"),
            ("l'insta", "luna.x"),
            ("انستا", "luna.x"),
            ("إنستغرام", "@luna.x"),
            ("", "https://instagram.com/luna.x?igsh=abc"),
            ("", "insta: luna.x"),
            ("snap", "https://www.instagram.com/luna.x/"),
            ("", "instagram.com/Luna.X"),
            ("", "ig @luna.x"),
            ("", "https://www.instagram.com/stories/luna.x/123/"),
            ("https://instagram.com/luna.x", ""),
            ("Insta", "@\u{200e}luna.x"),
            ("ｉｎｓｔａ", "＠luna.x"),
            ("instagram", "instagram: luna.x"),
        ],
    );
}

#[test]
fn profile_links_of_many_platforms_are_accounts() {
    for (link, canonical) in [
        ("https://www.snapchat.com/add/Luna99?share_id=x", "snapchat:luna99"),
        ("https://www.tiktok.com/@luna.x?lang=fr", "tiktok:luna.x"),
        ("https://m.facebook.com/luna.x", "facebook:luna.x"),
        ("https://facebook.com/profile.php?id=1000123&x=y", "facebook:1000123"),
        ("m.me/luna", "facebook:luna"),
        ("https://x.com/Luna_X?s=21", "x:luna_x"),
        ("twitter.com/luna_x/status/1", "x:luna_x"),
        ("t.me/LunaX", "telegram:lunax"),
        ("tg://resolve?domain=lunax", "telegram:lunax"),
        ("https://discord.com/users/123456789012345678", "discord:123456789012345678"),
        ("https://youtube.com/@Luna", "youtube:luna"),
        ("https://www.youtube.com/channel/UCAbC", "youtube:UCAbC"),
        ("twitch.tv/luna", "twitch:luna"),
        ("https://www.roblox.com/users/42/profile", "roblox:42"),
        ("https://steamcommunity.com/id/luna/", "steam:luna"),
        ("https://www.reddit.com/user/Luna/", "reddit:luna"),
    ] {
        same(canonical, Kind::Account, &[("", link)]);
    }
}

#[test]
fn names_on_platforms_keep_what_tells_them_apart() {
    same("discord:luna#1234", Kind::Account, &[("Discord", "Luna#1234"), ("dc", "@luna#1234")]);
    same("facebook:luna martin", Kind::Account, &[("fb", "Luna  Martin"), ("face book", "luna martin")]);
    same("roblox:123456789", Kind::Account, &[("Roblox", "123456789")]);
    same("snapchat:لونا", Kind::Account, &[("سناب شات", "لونا")]);
    same("in:chat-zone:luna", Kind::Account, &[("Chat Zone", "@Luna"), ("chat-zone", "luna")]);
    same("luna", Kind::Account, &[("", "@Luna")]);
    same("luna", Kind::Other, &[("", "Luna")]);
}

#[test]
fn phones_in_all_digit_shapes() {
    same(
        "+33612345678",
        Kind::Phone,
        &[
            ("", "+33 6 12 34 56 78"),
            ("sms", "0033612345678"),
            ("whatsapp", "+33 (0)6-12-34-56-78"),
            ("واتساب", "٠٠٣٣٦١٢٣٤٥٦٧٨"),
            ("", "https://wa.me/33612345678?text=hi"),
            ("", "https://api.whatsapp.com/send?phone=33612345678"),
            ("tel", "(+33) 612 345 678"),
            ("", "tel:+33612345678"),
            ("whats", "+۳۳۶۱۲۳۴۵۶۷۸"),
        ],
    );
    same("national:0612345678", Kind::Phone, &[("", "06 12 34 56 78"), ("WhatsApp", "06.12.34.56.78")]);
    assert_eq!(read("wa", "+33612345678").and_then(|i| i.platform), Some("whatsapp"));
}

#[test]
fn mail_links_and_payments() {
    same(
        "luna@example.org",
        Kind::Email,
        &[("", "Luna@Example.ORG"), ("gmail", "mailto:luna@example.org"), ("paypal", "luna@example.org")],
    );
    same(
        "example.org/Some/Page",
        Kind::Url,
        &[("", "https://www.Example.org/Some/Page/?utm=1#x"), ("", "example.org/Some/Page")],
    );
    same("discord.gg/AbC", Kind::Url, &[("", "https://discord.gg/AbC"), ("discord", "discord.gg/AbC")]);
    same("t.me/+AbC", Kind::Url, &[("telegram", "https://t.me/+AbC")]);
    same("instagram.com/p/AbC", Kind::Url, &[("", "https://www.instagram.com/p/AbC/?igsh=1")]);
    same("cashapp:luna9", Kind::Payment, &[("", "$Luna9"), ("Cash App", "luna9"), ("", "https://cash.app/$luna9")]);
    same(
        "paypal:luna",
        Kind::Payment,
        &[("", "paypal.me/Luna"), ("PayPal", "@luna"), ("", "https://www.paypal.com/paypalme/luna")],
    );
    same("venmo:luna", Kind::Payment, &[("venmo", "@Luna"), ("", "https://venmo.com/u/luna")]);
    same("bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT", Kind::Payment, &[("btc", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT")]);
}

#[test]
fn nothing_to_read_is_nothing() {
    for (place, name) in [("", ""), ("insta", ""), ("", "  "), ("", "@"), ("snap", "\u{200b}"), ("", "//"), ("", "/")] {
        assert_eq!(read(place, name), None, "{place:?} {name:?}");
    }
}

#[test]
fn accounts_in_a_pasted_conversation_are_found_and_plain_words_are_not() {
    let text = "[21:04] luna: add me on snap: luna99 or @luna.x, https://instagram.com/Luna.X?igsh=1\n\
                send to paypal.me/luna or call +33 6 12 34 56 78! mail luna@example.org. See you at 20:00, it was 50 euros (2).";
    let found: Vec<String> = find(text).into_iter().map(|one| one.identifier.canonical).collect();
    assert_eq!(
        found,
        ["snapchat:luna99", "luna.x", "instagram:luna.x", "paypal:luna", "+33612345678", "luna@example.org"]
    );
}

#[test]
fn what_is_found_says_where_it_stands() {
    let text = "اكتب لي على @luna.x، أو هنا";
    let found = find(text);
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].start..found[0].end], "@luna.x");
    assert!(find("").is_empty() && find("no. name: here, 00 12 @x").is_empty());
}
