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

/// How words begin that stand in square brackets in place of a picture, a film, a call, a receipt.
const INSIDE: [&str; 36] = [
    "photo",
    "picture",
    "pic",
    "image",
    "selfie",
    "screenshot",
    "video",
    "call",
    "cam",
    "gif",
    "sticker",
    "media",
    "file",
    "receipt",
    "vidéo",
    "appel",
    "capture",
    "fichier",
    "reçu",
    "foto",
    "imagen",
    "vídeo",
    "videollamada",
    "llamada",
    "captura",
    "archivo",
    "recibo",
    "comprobante",
    "perfil",
    "صورة",
    "فيديو",
    "مكالمة",
    "لقطة",
    "ملف",
    "إيصال",
    "وسائط",
];
/// Words that stand in square brackets at most; what is longer is a sentence.
const WORDS: usize = 5;

/// Words beside the brackets at most, "ok [photo]"; with more it is something that is said of a picture.
const BESIDE: usize = 3;

/// Whether a turn holds little but what stands for a picture, a film or a call: some words in square brackets, a few beside
/// them, or what an export writes. Who writes anything else in brackets is read.
pub(super) fn stands_in(text: &str) -> bool {
    // Marks of direction and joiners that exports put around it.
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || ('\u{200e}'..='\u{200f}').contains(&c) || c == '\u{fe0f}');
    if text.len() > LONGEST {
        return false;
    }
    let small = text.to_lowercase();
    if let Some((before, (inside, behind))) =
        small.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        let inside: Vec<&str> = words(inside).collect();
        return words(before).chain(words(behind)).count() <= BESIDE
            && inside.len() <= WORDS
            && inside.iter().any(|word| INSIDE.iter().any(|begins| word.starts_with(begins)));
    }
    WHOLE.contains(&small.as_str()) || BEHIND.iter().any(|end| small.ends_with(end))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
