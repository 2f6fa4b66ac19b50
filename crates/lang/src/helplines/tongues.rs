//! Languages by their own names: who looks for a language reads it in that language.

/// BCP 47 code, own name. Sign languages by the name by which they are known at home.
const NAMES: [(&str, &str); 52] = [
    ("ar", "العربية"),
    ("ber", "Tamaziɣt"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bzs", "Libras"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fr", "français"),
    ("fsl", "LSF"),
    ("gn", "avañe’ẽ"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("mt", "Malti"),
    ("nd", "isiNdebele"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("ny", "Chichewa"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sn", "chiShona"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("xh", "isiXhosa"),
    ("zh", "中文"),
];

/// The own name of a language; `None` for a code that is not on the list.
pub fn own_name(code: &str) -> Option<&'static str> {
    NAMES.iter().find(|known| known.0 == code).map(|known| known.1)
}

/// Every code with its own name, sorted by code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_a_helpline_has_a_name() {
        let table = crate::Helplines::load().unwrap();
        for row in table.rows() {
            for code in &row.languages {
                assert!(own_name(code).is_some(), "{}: {code}", row.id);
            }
        }
        assert!(all().zip(all().skip(1)).all(|(one, next)| one.0 < next.0));
    }
}
