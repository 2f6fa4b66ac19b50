//! Doors to people: who is shown to a visitor of a country, by the release rule, or invented ones in a demonstration.

use vigie_lang::Lang;
use vigie_lang::helplines::{Free, Helpline};
use vigie_service::numbers;

use crate::app::Inner;

/// A contact as the templates read it.
pub struct Door {
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub about: String,
    /// Opening hours; empty when not said.
    pub hours: String,
    /// Languages spoken; empty when not said.
    pub languages: String,
    /// True when a call costs nothing.
    pub free: bool,
    /// The number as shown.
    pub phone: String,
    /// The number as dialled.
    pub tel: String,
    /// The number for texts as shown.
    pub text_number: String,
    /// The number for texts as dialled.
    pub sms: String,
    /// Address of a chat.
    pub chat: String,
    /// Address of its website.
    pub web: String,
    /// When it was checked.
    pub checked: String,
}

/// A list of helplines made by others.
pub struct Network {
    /// Its name.
    pub name: String,
    /// What it lists.
    pub about: String,
    /// Its address.
    pub url: String,
}

/// The doors of a country today.
pub async fn for_country(app: &Inner, lang: Lang, country: &str) -> Vec<Door> {
    if app.ctx.settings.demo {
        return invented(app, lang, country);
    }
    let Some(table) = numbers::for_visitors(&app.ctx).await else { return Vec::new() };
    let today = numbers::today(&app.ctx);
    table.helplines.for_country(country, today).shown.into_iter().filter(|row| !row.adults_only).map(door).collect()
}

fn door(row: &Helpline) -> Door {
    Door {
        name: row.name.clone(),
        about: row.text.clone(),
        hours: row.hours.clone(),
        languages: row.languages.join(", "),
        free: row.free == Free::Yes,
        phone: row.phone.clone(),
        tel: row.dial().unwrap_or_default(),
        text_number: String::new(),
        sms: String::new(),
        chat: String::new(),
        web: row.url.clone(),
        checked: row.checked.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// Doors that nobody can take for real: the banner says so, and so does each name.
fn invented(app: &Inner, lang: Lang, country: &str) -> Vec<Door> {
    let t = app.text(lang);
    let text = |id: &str| if id.is_empty() { String::new() } else { t.t(id) };
    let doors = app.ctx.helplines.demo(if country.is_empty() { "FR" } else { country }).iter();
    doors
        .map(|one| Door {
            name: text(one.name_id),
            about: text(one.text_id),
            hours: text(one.hours_id),
            languages: String::new(),
            free: false,
            phone: one.phone.to_owned(),
            tel: one.phone.replace(' ', ""),
            text_number: String::new(),
            sms: String::new(),
            chat: String::new(),
            web: String::new(),
            checked: app.ctx.clock.now().date(),
        })
        .collect()
}

/// Lists by others, for who finds no number here. Adults' services are left to the page that says so.
pub fn networks(app: &Inner, lang: Lang) -> Vec<Network> {
    let t = app.text(lang);
    let about = |id: &str| {
        if id.contains("inhope") || id.contains("takedown") || id.contains("take-it-down") {
            t.t("talk-network-hotline")
        } else {
            t.t("talk-network-child")
        }
    };
    let all = app.ctx.helplines.directories();
    all.into_iter()
        .filter(|one| !one.adults_only)
        .map(|one| Network { name: one.name.to_owned(), about: about(one.id), url: one.url.to_owned() })
        .collect()
}
