//! Links: profile links of known platforms become accounts, all others plain web addresses.

use super::{Identifier, Kind, bare_name, phone};

/// Hosts and the platform behind them. A subdomain ("m.", "www.") counts as its host.
const HOSTS: &[(&str, &str)] = &[
    ("instagram.com", "instagram"),
    ("instagr.am", "instagram"),
    ("snapchat.com", "snapchat"),
    ("tiktok.com", "tiktok"),
    ("facebook.com", "facebook"),
    ("fb.com", "facebook"),
    ("fb.me", "facebook"),
    ("m.me", "facebook"),
    ("messenger.com", "facebook"),
    ("x.com", "x"),
    ("twitter.com", "x"),
    ("t.me", "telegram"),
    ("telegram.me", "telegram"),
    ("telegram.dog", "telegram"),
    ("discord.com", "discord"),
    ("discordapp.com", "discord"),
    ("wa.me", "whatsapp"),
    ("whatsapp.com", "whatsapp"),
    ("youtube.com", "youtube"),
    ("twitch.tv", "twitch"),
    ("roblox.com", "roblox"),
    ("steamcommunity.com", "steam"),
    ("reddit.com", "reddit"),
    ("threads.net", "threads"),
    ("threads.com", "threads"),
    ("kik.me", "kik"),
    ("vk.com", "vk"),
    ("pinterest.com", "pinterest"),
    ("onlyfans.com", "onlyfans"),
    ("paypal.me", "paypal"),
    ("paypal.com", "paypal"),
    ("venmo.com", "venmo"),
    ("cash.app", "cashapp"),
    ("revolut.me", "revolut"),
    ("wise.com", "wise"),
];

/// Hosts of invitations and short links, recognised without a scheme.
const OTHER_HOSTS: [&str; 4] = ["discord.gg", "youtu.be", "bit.ly", "onelink.me"];

/// First path parts that are not a person, by any platform.
const NOT_PEOPLE: &[&str] = &[
    "p",
    "reel",
    "reels",
    "stories",
    "story",
    "explore",
    "watch",
    "shorts",
    "results",
    "playlist",
    "hashtag",
    "search",
    "home",
    "i",
    "intent",
    "share",
    "groups",
    "events",
    "pages",
    "photo",
    "photo.php",
    "video",
    "videos",
    "discover",
    "tag",
    "channels",
    "invite",
    "joinchat",
    "s",
    "games",
    "app",
    "r",
    "t",
    "login",
    "messages",
    "dm",
    "direct",
    "status",
    "marketplace",
    "catalog",
    "communities",
    "sharedfiles",
    "embed",
    "feed",
    "about",
    "posts",
    "permalink.php",
    "story.php",
    "v",
    "vm",
    "spotlight",
    "lens",
];

/// Reads a link; `None` when the text is none.
pub(crate) fn read(text: &str) -> Option<Identifier> {
    let text = text.trim_matches(['<', '>', '"', '(', ')', ' ']);
    if text.contains(' ') {
        return None;
    }
    if let Some(found) = app_link(text) {
        return Some(found);
    }
    let (had_scheme, rest) = without_scheme(text);
    let (host, path_and_query) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let lower = host.to_lowercase();
    let host = lower.rsplit('@').next().unwrap_or(&lower);
    let host = host.split(':').next().unwrap_or(host).trim_end_matches('.');
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let platform = behind(bare);
    let known = platform.is_some() || OTHER_HOSTS.contains(&bare);
    // "luna.x" is a name, not a host: without a scheme only a known host or a path makes a link.
    let bare_link = path_and_query.starts_with('/') || (known && path_and_query.is_empty() && !host.is_empty());
    let is_link = had_scheme || (known && bare_link) || (bare_link && looks_like_host(bare));
    if !is_link || !looks_like_host(bare) {
        return None;
    }
    let (path, query) = split_query(path_and_query);
    platform.and_then(|p| profile(p, bare, path, query)).or_else(|| Some(address(bare, path)))
}

/// The platform behind a host or one of its subdomains.
fn behind(host: &str) -> Option<&'static str> {
    let same = |known: &str| host.strip_suffix(known).is_some_and(|left| left.is_empty() || left.ends_with('.'));
    HOSTS.iter().find(|(known, _)| same(known)).map(|(_, platform)| *platform)
}

fn without_scheme(text: &str) -> (bool, &str) {
    for scheme in ["https://", "http://", "https:/", "http:/", "//"] {
        if let Some(start) = text.get(..scheme.len()).filter(|s| s.eq_ignore_ascii_case(scheme)) {
            return (true, &text[start.len()..]);
        }
    }
    (text.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("www.")), text)
}

/// `tg://resolve?domain=luna`, `whatsapp://send?phone=33...`.
fn app_link(text: &str) -> Option<Identifier> {
    let (scheme, rest) = text.split_once("://")?;
    let (_, query) = split_query(&rest[rest.find(['?', '#']).unwrap_or(rest.len())..]);
    match scheme.to_ascii_lowercase().as_str() {
        "tg" => account("telegram", value(query, "domain")?),
        "whatsapp" => whatsapp(value(query, "phone")?),
        _ => None,
    }
}

fn looks_like_host(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(|p| !p.is_empty())
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic)
}

fn split_query(rest: &str) -> (&str, &str) {
    let rest = rest.split('#').next().unwrap_or(rest);
    rest.split_once('?').unwrap_or((rest, ""))
}

fn value<'a>(query: &'a str, key: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(k, _)| *k == key)
        .map(|(_, v)| v)
        .filter(|v| !v.is_empty())
}

/// The account or number a profile link leads to; `None` for any other page of the platform.
fn profile(platform: &'static str, host: &str, path: &str, query: &str) -> Option<Identifier> {
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    let first = parts.first().copied().unwrap_or_default();
    let second = parts.get(1).copied();
    match (platform, first.to_lowercase().as_str()) {
        ("whatsapp", "send") => whatsapp(value(query, "phone")?),
        ("whatsapp", _) if host == "wa.me" => whatsapp(first),
        ("facebook", "profile.php") => account(platform, value(query, "id")?),
        ("facebook", "people" | "t") if second.is_some() => account(platform, parts.last()?),
        // Channel numbers are told apart by case.
        ("youtube", "channel") => Some(made(Kind::Account, platform, second?)),
        ("paypal", "paypalme") | ("wise", "pay") => pays_or_account(platform, parts.last()?),
        (_, word) if below(platform).contains(&word) => pays_or_account(platform, second?),
        (_, word) if NOT_PEOPLE.contains(&word) || first.starts_with('+') => None,
        ("youtube" | "tiktok", handle) if !handle.starts_with('@') => None,
        ("paypal", _) if host != "paypal.me" => None,
        ("whatsapp" | "discord" | "steam" | "roblox" | "reddit", _) => None,
        _ => pays_or_account(platform, first),
    }
}

/// First path parts after which the name comes.
fn below(platform: &str) -> &'static [&'static str] {
    match platform {
        "snapchat" => &["add", "u"],
        "steam" => &["id", "profiles"],
        "instagram" => &["stories", "_u", "u"],
        "roblox" | "discord" => &["users"],
        "reddit" => &["u", "user"],
        "youtube" => &["c", "user"],
        "venmo" => &["u"],
        _ => &[],
    }
}

fn pays_or_account(platform: &'static str, name: &str) -> Option<Identifier> {
    let mut found = account(platform, name)?;
    if super::platform::pays(platform) {
        found.kind = Kind::Payment;
        found.canonical = found.canonical.replace(":$", ":");
    }
    Some(found)
}

fn whatsapp(number: &str) -> Option<Identifier> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    // These links always carry the country code, mostly without the plus.
    let canonical = phone::read(&format!("+{}", digits.trim_start_matches('0')))?;
    Some(Identifier { kind: Kind::Phone, platform: Some("whatsapp"), canonical })
}

fn account(platform: &'static str, name: &str) -> Option<Identifier> {
    let name = bare_name(name.trim_start_matches("%40"));
    (!name.is_empty()).then(|| made(Kind::Account, platform, &name))
}

fn made(kind: Kind, platform: &'static str, name: &str) -> Identifier {
    Identifier { kind, platform: Some(platform), canonical: format!("{platform}:{name}") }
}

/// A plain web address: no scheme, no query, the path as it is because its case may matter.
fn address(host: &str, path: &str) -> Identifier {
    let platform = if host == "discord.gg" { Some("discord") } else { behind(host) };
    Identifier { kind: Kind::Url, platform, canonical: format!("{host}{}", path.trim_end_matches('/')) }
}
