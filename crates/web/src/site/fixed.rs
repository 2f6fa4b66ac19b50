//! Pages that are the same for everybody.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::fields::PageLang;
use crate::page::Page;
use crate::prerender::Fixed;
use crate::reply;

/// The module behind `/picture`, as it is sent.
const PICTURE: &str = include_str!("../../assets/picture.js");

/// `GET /`
pub async fn home(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Home, lang, &headers)
}

/// `GET /talk`: asks for the country.
pub async fn talk(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Talk, lang, &headers)
}

/// `GET /back`: asks for the code.
pub async fn back(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Back, lang, &headers)
}

/// `GET /leaving`: how the way out works.
pub async fn leaving(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Leaving, lang, &headers)
}

/// `GET /s.js`: the script of the site. Every page works without it.
pub async fn script(State(app): State<App>) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], app.script.clone()).into_response()
}

/// `GET /picture.js`: makes fingerprints where the picture is. Only the page that needs it asks for it.
pub async fn picture_script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], PICTURE).into_response()
}

#[derive(Template)]
#[template(path = "site/leave.html")]
struct Leave<'a> {
    t: &'a vigie_lang::Text,
    page: Page,
    to: &'a str,
}

/// `GET /leave`: clears what the browser keeps of this site, then leads to a neutral page.
pub async fn leave(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    let view = Leave { t: app.text(lang), page: Page::site(&app, lang, "/"), to: &app.web.leave_to };
    let mut response = reply::page(&app, lang, StatusCode::SEE_OTHER, &view);
    let headers = response.headers_mut();
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    if let Ok(to) = HeaderValue::from_str(&app.web.leave_to) {
        headers.insert(header::LOCATION, to);
    }
    response
}

/// `GET /favicon.ico`: none, so that a list of open pages shows nothing.
pub async fn icon() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `GET /robots.txt`: help can be found; the console cannot.
pub async fn robots() -> Response {
    "User-agent: *\nDisallow: /console\nDisallow: /back\nDisallow: /leave\n".into_response()
}
