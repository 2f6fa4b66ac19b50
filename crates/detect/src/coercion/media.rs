//! What stands in a written-out conversation where a picture, a film or a video call was.

/// Bytes up to which a turn may be only that.
const LONGEST: usize = 120;

/// What exports of the big services write, in the languages that are read: the whole turn, in small letters.
const WHOLE: [&str; 21] = [
    "<media omitted>",
    "<médias omis>",
    "<multimedia omitido>",
    "<تم استبعاد الوسائط>",
    "image omitted",
    "video omitted",
    "image absente",
    "vidéo absente",
    "imagen omitida",
    "video omitido",
    "تم استبعاد الصورة",
    "تم استبعاد الفيديو",
    "you sent a photo.",
    "you sent an attachment.",
    "sent a photo.",
    "sent an attachment.",
    "📷",
    "📷 photo",
    "📷 foto",
    "📹",
    "🖼",
];

/// What they write behind the name of a file.
const BEHIND: [&str; 4] = ["(file attached)", "(fichier joint)", "(archivo adjunto)", "(الملف مرفق)"];

/// What stands in square brackets in place of a picture, a film or a call; an *s* may follow, in Arabic more.
const SHOWN: [&str; 25] = [
    "photo",
    "picture",
    "pic",
    "image",
    "img",
    "selfie",
    "video",
    "call",
    "cam",
    "camera",
    "webcam",
    "media",
    "vidéo",
    "appel",
    "caméra",
    "foto",
    "imagen",
    "vídeo",
    "videollamada",
    "llamada",
    "cámara",
    "صور",
    "فيديو",
    "مكالمة",
    "وسائط",
];
/// The same in place of what shows nobody: a receipt, a sticker, a picture of a screen.
const OTHER: [&str; 16] = [
    "screenshot",
    "gif",
    "sticker",
    "file",
    "receipt",
    "capture",
    "fichier",
    "reçu",
    "captura",
    "archivo",
    "recibo",
    "comprobante",
    "perfil",
    "لقطة",
    "ملف",
    "إيصال",
];
/// A call of which this is said showed nobody.
const MISSED: [&str; 4] = ["missed", "manqué", "perdida", "فائتة"];
/// Words that stand in square brackets at most; what is longer is a sentence.
const WORDS: usize = 5;
/// Words beside the brackets at most, "ok [photo]"; with more it is something that is said of a picture.
const BESIDE: usize = 3;

/// What a turn holds in place of a picture, a film or a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// The words beside it, blanks in its place; nothing where there are none.
    pub beside: String,
    /// Somebody may be seen in it: no receipt, no sticker, no call that was missed.
    pub shown: bool,
}

/// What a turn holds in place of a picture: some words in square brackets with a few beside them, or what an export writes.
/// Who writes anything else in brackets is read.
pub(super) fn given(text: &str) -> Option<Given> {
    if text.len() > LONGEST {
        return None;
    }
    // Marks of direction and joiners that exports put around it.
    let bare = |c: char| c.is_whitespace() || ('\u{200e}'..='\u{200f}').contains(&c) || c == '\u{fe0f}';
    let small = text.trim_matches(bare).to_lowercase();
    if WHOLE.contains(&small.as_str()) || BEHIND.iter().any(|end| small.ends_with(end)) {
        return Some(Given { beside: String::new(), shown: true });
    }
    let (beside, words, shown) = parted(text)?;
    (words <= BESIDE).then_some(Given { beside, shown })
}

/// The words beside what stands in place of a picture, blanks there; none where nothing does, or no word is beside it.
pub(super) fn beside(text: &str) -> Option<String> {
    parted(text).map(|(beside, ..)| beside).filter(|beside| !beside.is_empty())
}

/// The words beside brackets that stand in place of a picture, how many, and whether it shows somebody.
fn parted(text: &str) -> Option<(String, usize, bool)> {
    let (mut read, mut beside, mut found) = (0, String::with_capacity(text.len()), None);
    while let Some((from, to)) = text[read..].find('[').and_then(|at| {
        let from = read + at;
        Some((from, from + text[from..].find(']')? + 1))
    }) {
        let shown = in_brackets(&text[from + 1..to - 1].to_lowercase());
        beside.push_str(&text[read..from]);
        if shown.is_some() {
            beside.extend(std::iter::repeat_n(' ', to - from));
        } else {
            beside.push_str(&text[from..to]);
        }
        found = found.max(shown);
        read = to;
    }
    beside.push_str(&text[read..]);
    let words = beside.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    if words == 0 {
        beside.clear();
    }
    found.map(|shown| (beside, words, shown))
}

/// Whether what stands in square brackets is in place of a picture, and shows somebody.
fn in_brackets(inside: &str) -> Option<bool> {
    let words: Vec<&str> = inside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.iter().any(|one| is(word, one)));
    if words.len() > WORDS || !(has(&SHOWN) || has(&OTHER)) {
        return None;
    }
    Some(!has(&OTHER) && !has(&MISSED))
}

/// A word, or more than one of it.
fn is(word: &str, one: &str) -> bool {
    let ends = |rest: &str| matches!(rest, "" | "s" | "es") || !one.is_ascii() && rest.starts_with(|c| c >= '\u{600}');
    word.strip_prefix("ال").unwrap_or(word).strip_prefix(one).is_some_and(ends)
}
