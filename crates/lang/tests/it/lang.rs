use vigie_lang::{Day, Lang};

#[test]
fn the_browser_gets_the_language_it_wants_most() {
    assert_eq!(Lang::negotiate("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5"), Lang::Fr);
    assert_eq!(Lang::negotiate("en;q=0.3, ar-EG;q=0.7, es;q=0.7"), Lang::Ar);
    assert_eq!(Lang::negotiate("es-419"), Lang::Es);
    assert_eq!(Lang::negotiate("ES"), Lang::Es);
    assert_eq!(Lang::negotiate("de, fr;q=0.1"), Lang::Fr);
}

#[test]
fn a_refused_language_is_not_chosen() {
    assert_eq!(Lang::negotiate("fr;q=0, es;q=0.001"), Lang::Es);
    assert_eq!(Lang::negotiate("ar;q=0.000"), Lang::En);
}

#[test]
fn anything_unknown_or_broken_is_english() {
    for header in ["", "*", "de-DE,zh;q=0.9", "fr;q=2", "fr;q=abc", "fr;q=0.1234", ";;;,,,", "français"] {
        assert_eq!(Lang::negotiate(header), Lang::En, "{header}");
    }
    assert_eq!(Lang::negotiate(&"x,".repeat(100_000)), Lang::En);
}

#[test]
fn a_language_is_read_back_from_its_code() {
    for lang in Lang::ALL {
        assert_eq!(Lang::parse(lang.code()), Some(lang));
        assert_eq!(lang.dir() == "rtl", lang == Lang::Ar);
    }
    assert_eq!(Lang::parse("pt"), None);
    assert_eq!(Lang::parse("arn"), None); // Mapudungun, not Arabic
}

#[test]
fn a_day_is_written_as_it_is_read() {
    let day = Day::parse("2026-11-23").unwrap();
    assert_eq!((day, day.to_string().as_str()), (Day::new(2026, 11, 23).unwrap(), "2026-11-23"));
    for wrong in ["", "2026-11-3", "2026-02-30", "23-11-2026", "2026-11-23 ", "+026-11-23", "2026-é-23"] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Day::of_unix_ms(-1), Day::parse("1969-12-31"));
    assert_eq!(Day::of_unix_ms(86_400_000), Day::parse("1970-01-02"));
}

#[test]
fn a_year_later_is_never_a_day_too_long() {
    let later = |text| Day::parse(text).unwrap().a_year_later().to_string();
    assert_eq!(later("2026-11-23"), "2027-11-23");
    assert_eq!(later("2028-02-29"), "2029-02-28");
}
