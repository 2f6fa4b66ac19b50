//! Platforms: the one spelling used here, and the many that people type.

use crate::fold::fold_str;

/// Canonical name and what people write for it, folded. Several words are joined without a space.
const NAMES: &[(&str, &str)] = &[
    (
        "instagram",
        "instagram insta ig instagramm instgram instagran انستا انستغرام انستقرام انستجرام انستكرام الانستا الانستغرام الانستقرام",
    ),
    ("snapchat", "snapchat snap sc snapshat snapchap سناب سنابشات السناب سنابجات"),
    ("tiktok", "tiktok tt tictoc tiktak tictok musically تيكتوك التيكتوك تيك تكتوك"),
    (
        "facebook",
        "facebook fb face facebok feis facebookmessenger messenger mesenger messanger فيسبوك فيس الفيس الفيسبوك فايسبوك ماسنجر مسنجر الماسنجر",
    ),
    (
        "whatsapp",
        "whatsapp wa whats wsp wpp whatsap watsap watsapp whatsup wats wasap wapp guasap wassap واتساب واتس الواتس الواتساب وتساب واتسب",
    ),
    (
        "telegram",
        "telegram tg tele telegramm telegran telega تيليجرام تلغرام تليجرام تلجرام تليغرام تيليغرام التلجرام التلغرام تلي",
    ),
    ("discord", "discord disc dc ds dscord ديسكورد دسكورد الديسكورد"),
    ("x", "x twitter twiter tw تويتر اكس منصهاكس التويتر"),
    ("youtube", "youtube yt ytb يوتيوب اليوتيوب"),
    ("twitch", "twitch تويتش"),
    ("roblox", "roblox rbx rblx روبلوكس روبلكس"),
    ("steam", "steam ستيم"),
    ("signal", "signal سيجنال سيغنال سجنال"),
    ("viber", "viber فايبر"),
    ("imo", "imo ايمو"),
    ("line", "line لاين"),
    ("wechat", "wechat weixin ويشات"),
    ("kik", "kik كيك"),
    ("wizz", "wizz wiz"),
    ("yubo", "yubo"),
    ("hoop", "hoop"),
    ("monkey", "monkey monkeyapp"),
    ("omegle", "omegle ometv"),
    ("reddit", "reddit ريديت"),
    ("threads", "threads ثريدز"),
    ("bereal", "bereal"),
    ("pinterest", "pinterest بنترست"),
    ("vk", "vk vkontakte"),
    ("tumblr", "tumblr"),
    ("onlyfans", "onlyfans of"),
    ("fortnite", "fortnite epic epicgames فورتنايت"),
    ("minecraft", "minecraft ماينكرافت"),
    ("xbox", "xbox xboxlive اكسبوكس"),
    ("playstation", "playstation psn ps4 ps5 بلايستيشن سوني"),
    ("pubg", "pubg pubgmobile ببجي"),
    ("freefire", "freefire ff فريفاير"),
    ("tinder", "tinder تندر"),
    ("bumble", "bumble"),
    ("badoo", "badoo"),
    ("grindr", "grindr"),
    ("skype", "skype سكايب"),
    ("likee", "likee لايكي"),
    ("bigo", "bigo bigolive بيجو"),
    ("imessage", "imessage facetime"),
    (
        "sms",
        "sms phone telephone tel telefono tlf text texto call mobile movil movile portable celular cell هاتف تلفون تليفون جوال موبايل رقم الهاتف نقال",
    ),
    ("paypal", "paypal بايبال"),
    ("venmo", "venmo"),
    ("cashapp", "cashapp"),
    ("zelle", "zelle"),
    ("revolut", "revolut"),
    ("bizum", "bizum"),
    ("lydia", "lydia"),
    ("wise", "wise transferwise"),
    ("bitcoin", "bitcoin btc بيتكوين"),
    ("ethereum", "ethereum eth"),
    ("litecoin", "litecoin ltc"),
    ("monero", "monero xmr"),
    ("usdt", "usdt tether trc20"),
    ("crypto", "crypto wallet"),
];

/// The platform named in a free text such as "sur insta" or "Tik Tok DM".
pub(super) fn in_words(place: &str) -> Option<&'static str> {
    let words = plain_words(place);
    // Pairs first: "cash app", "face book", "سناب شات".
    let pairs = words.windows(2).map(<[String]>::concat);
    pairs.chain(words.iter().cloned()).find_map(|word| named(&word))
}

fn named(word: &str) -> Option<&'static str> {
    NAMES.iter().find(|(_, spellings)| spellings.split(' ').any(|s| fold_str(s) == word)).map(|(name, _)| *name)
}

/// The words of a text, folded; "l'insta" gives "l" and "insta".
pub(crate) fn plain_words(text: &str) -> Vec<String> {
    let folded = fold_str(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Every spelling with the platform it means.
pub(crate) fn spellings() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().flat_map(|(name, spellings)| spellings.split(' ').map(move |s| (s, *name)))
}

/// Whether the platform moves money.
pub(crate) fn pays(platform: &str) -> bool {
    let services = ["paypal", "venmo", "cashapp", "zelle", "revolut", "bizum", "lydia", "wise", "bitcoin"];
    services.contains(&platform) || ["ethereum", "litecoin", "monero", "usdt", "crypto"].contains(&platform)
}

/// Whether people there are known by telephone number.
pub(super) fn uses_numbers(platform: &str) -> bool {
    ["whatsapp", "telegram", "signal", "viber", "imo", "imessage", "sms", "wechat", "line"].contains(&platform)
}
