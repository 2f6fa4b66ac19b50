//! Every route, as data: the router, the access test and (later) the API description are made from this one table.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use vigie_model::member::MemberRole;

use crate::api::{self, Call};
use crate::app::App;
use crate::{console, ops, site};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Anybody; what authorises is in the form.
    Visitor,
    /// Staff who are not signed in yet.
    Staff,
    /// A signed-in member, whatever the roles.
    Member,
    /// Who reads cases: a counsellor or a reviewer.
    Desk,
    /// A counsellor.
    Counsellor,
    /// An administrator.
    Administrator,
    /// Who keeps the house true: an administrator or a reviewer.
    House,
    /// An auditor.
    Auditor,
    /// Who may close the house at any time: an administrator or a counsellor.
    Keeper,
    /// The machine itself: loopback, no proxy in between.
    Operator,
    /// A program of another organisation, with a key.
    Client,
    /// The same, speaking as another tool does.
    Peer,
    /// Any program: what the interface is.
    Program,
}

impl Role {
    /// The member's roles that open such a route, any of them; `None` when no signed-in member is asked for.
    pub fn members(self) -> Option<&'static [MemberRole]> {
        use MemberRole::{Administrator, Auditor, Counsellor, Reviewer};
        match self {
            Self::Visitor | Self::Staff | Self::Operator | Self::Client | Self::Peer | Self::Program => None,
            Self::Member => Some(&MemberRole::ALL),
            Self::Desk => Some(&[Counsellor, Reviewer]),
            Self::Counsellor => Some(&[Counsellor]),
            Self::Administrator => Some(&[Administrator]),
            Self::House => Some(&[Administrator, Reviewer]),
            Self::Auditor => Some(&[Auditor]),
            Self::Keeper => Some(&[Administrator, Counsellor]),
        }
    }
}

/// What a request costs us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A page, perhaps made at the start.
    Page,
    /// A form without a memory-hard hash.
    Form,
    /// A form that leads to a memory-hard hash, behind its gate.
    Hash,
    /// Health, readiness, metrics.
    Ops,
    /// A call of a program: JSON, counted, never a page.
    Call,
}

/// A row of the table.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path as the router reads it.
    pub path: &'static str,
    /// Who may use it.
    pub role: Role,
    /// What it costs.
    pub class: Class,
    /// What a program sends and gets; `None` for a page.
    pub call: Option<&'static Call>,
    handler: fn(MethodFilter) -> MethodRouter<App>,
}

impl Route {
    /// The route as the router takes it.
    pub fn method_router(&self) -> MethodRouter<App> {
        let filter = match self.method {
            Method::POST => MethodFilter::POST,
            Method::PUT => MethodFilter::PUT,
            Method::DELETE => MethodFilter::DELETE,
            _ => MethodFilter::GET,
        };
        (self.handler)(filter)
    }
}

/// Keeps the type of a handler known where the table is written.
fn handle<H, T>(filter: MethodFilter, handler: H) -> MethodRouter<App>
where
    H: Handler<T, App>,
    T: 'static,
{
    on(filter, handler)
}

macro_rules! routes {
    (@call) => { None };
    (@call $call:path) => { Some(&$call) };
    ($($method:ident $path:literal $role:ident $class:ident $handler:path $(, $call:path)?;)*) => {
        &[$(Route {
            method: Method::$method,
            path: $path,
            role: Role::$role,
            class: Class::$class,
            call: routes!(@call $($call)?),
            handler: |filter| handle(filter, $handler),
        }),*]
    };
}

/// The table.
pub static ROUTES: &[Route] = routes! {
    GET  "/"                        Visitor Page site::fixed::home;
    GET  "/now"                     Visitor Page site::now::who;
    GET  "/now/me"                  Visitor Page site::now::what;
    GET  "/now/history"             Visitor Page site::now::past;
    GET  "/now/{branch}"            Visitor Page site::now::whole;
    GET  "/now/{branch}/{step}"     Visitor Page site::now::step;
    GET  "/later"                   Visitor Page site::later::cards;
    GET  "/later/{card}"            Visitor Page site::later::card;
    GET  "/safe-now"                Visitor Page site::safe_now::ask;
    GET  "/safe-now/{answer}"       Visitor Page site::safe_now::answer;
    GET  "/talk"                    Visitor Page site::fixed::talk;
    POST "/talk"                    Visitor Form site::talk::post;
    POST "/talk/wrong"              Visitor Form site::talk::wrong;
    GET  "/tell"                    Visitor Page site::tell::get;
    POST "/tell"                    Visitor Hash site::tell::post;
    GET  "/tell/all"                Visitor Page site::tell::all;
    GET  "/tell/step"               Visitor Page site::tell::first;
    POST "/tell/step"               Visitor Hash site::tell::step;
    GET  "/picture"                 Visitor Page site::picture::get;
    POST "/picture"                 Visitor Hash site::picture::post;
    GET  "/back"                    Visitor Page site::fixed::back;
    POST "/back"                    Visitor Hash site::back::post;
    POST "/back/open"               Visitor Form site::thread::open;
    POST "/back/write"              Visitor Form site::thread::write;
    POST "/back/which"              Visitor Hash site::whose::post;
    POST "/back/newcode"            Visitor Form site::thread::ask_new_code;
    POST "/back/newcode/yes"        Visitor Hash site::thread::new_code;
    POST "/back/stop"               Visitor Form site::fingerprint::ask_stop;
    POST "/back/stop/yes"           Visitor Form site::fingerprint::stop;
    POST "/back/close"              Visitor Form site::thread::ask_close;
    POST "/back/close/yes"          Visitor Form site::thread::close;
    POST "/back/erase"              Visitor Form site::thread::ask_erase;
    POST "/back/erase/yes"          Visitor Form site::thread::erase;
    POST "/back/erase/cancel"       Visitor Form site::thread::keep;
    GET  "/say"                     Visitor Page site::help::get;
    GET  "/say/{whom}"              Visitor Page site::help::get;
    GET  "/say/{whom}/{tone}"       Visitor Page site::help::get;
    GET  "/safe"                    Visitor Page site::help::get;
    POST "/safe"                    Visitor Form site::safe::post;
    GET  "/safe/{part}"             Visitor Page site::help::get;
    GET  "/parents"                 Visitor Page site::help::get;
    GET  "/parents/before"          Visitor Page site::help::get;
    GET  "/friends"                 Visitor Page site::help::get;
    GET  "/school"                  Visitor Page site::help::get;
    GET  "/leave"                   Visitor Page site::fixed::leave;
    GET  "/leaving"                 Visitor Page site::fixed::leaving;
    GET  "/s.js"                    Visitor Page site::fixed::script;
    GET  "/picture.js"              Visitor Page site::fixed::picture_script;
    GET  "/favicon.ico"             Visitor Page site::fixed::icon;
    GET  "/robots.txt"              Visitor Page site::fixed::robots;

    GET  "/console/setup"           Staff   Page console::setup::get;
    POST "/console/setup"           Staff   Hash console::setup::post;
    POST "/console/setup/recovery"  Staff   Form console::setup::recovery;
    GET  "/console/login"           Staff   Page console::login::get;
    POST "/console/login"           Staff   Hash console::login::post;
    GET  "/console/login/second"    Staff   Page console::factor::get;
    POST "/console/login/second"    Staff   Form console::factor::post;
    GET  "/console/join"            Staff   Page console::invite::join_page;
    POST "/console/join"            Staff   Hash console::invite::join;
    POST "/console/signout"         Staff   Form console::login::sign_out;
    GET  "/console"                 Member  Page console::queue::get;
    POST "/console/queue/{verb}"    Counsellor Form console::queue::post;
    GET  "/console/live"            Desk    Page console::live::get;
    GET  "/console/new"             Desk    Page console::live::new;
    GET  "/console/audit"           Auditor Page console::audit::get;
    POST "/console/audit"           Auditor Form console::audit::post;
    GET  "/console/today"           Desk    Page console::today::get;
    POST "/console/today"           Desk    Form console::today::post;
    GET  "/console/keys"            Member  Page console::keys::get;
    POST "/console/keys"            Member  Form console::keys::post;
    GET  "/console/s.js"            Staff   Page console::keys::script;
    GET  "/console/node"            Member  Page console::node::get;
    GET  "/console/break"           Member  Page console::node::rest;
    GET  "/console/case/{id}"       Desk    Page console::case::get;
    GET  "/console/second"          Member  Page console::second::get;
    POST "/console/second/confirm"  Member  Form console::second::confirm;
    POST "/console/second/refuse"   Member  Form console::second::refuse;
    GET  "/console/keep/{id}"       Desk    Page console::keep::get;
    POST "/console/keep/{id}/{verb}" Desk   Form console::keep::post;
    GET  "/console/retention"       Administrator Page console::keep::rules;
    POST "/console/retention"       Administrator Form console::keep::set_rules;
    GET  "/console/ack"             Staff   Page console::ack::get;
    POST "/console/ack"             Staff   Form console::ack::post;
    POST "/console/node/open"       Administrator Form console::node::open;
    POST "/console/node/close"      Keeper  Form console::node::close;
    GET  "/console/node/hours"      Administrator Page console::hours::get;
    POST "/console/node/hours"      Administrator Form console::hours::post;
    GET  "/console/node/secrecy"    Administrator Page console::secrecy::get;
    POST "/console/node/secrecy"    Administrator Form console::secrecy::text;
    POST "/console/node/served"     Administrator Form console::secrecy::served;
    GET  "/console/node/duty"       Administrator Page console::duty::get;
    POST "/console/node/duty/add"   Administrator Form console::duty::add;
    POST "/console/node/duty/change" Administrator Form console::duty::change;
    GET  "/console/node/texts"      House   Page console::texts::get;
    POST "/console/node/texts"      House   Form console::texts::post;
    GET  "/console/examples"        House   Page console::examples::get;
    GET  "/console/examples/file"   House   Page console::examples::file;
    POST "/console/examples"        House   Form console::examples::post;
    GET  "/console/numbers"         Member  Page console::numbers::get;
    GET  "/console/numbers/own"     House   Page console::own_number::get;
    POST "/console/numbers/own"     House   Form console::own_number::post;
    GET  "/console/numbers/{id}"    Member  Page console::number::get;
    POST "/console/numbers/{id}/check" House Form console::number::check;
    POST "/console/numbers/{id}/expire" House Form console::number::expire;
    POST "/console/second/recovery" Member  Form console::second::recovery;
    GET  "/console/me"              Member  Page console::me::get;
    GET  "/console/me/factor"       Member  Page console::me::factor_page;
    POST "/console/me/factor"       Member  Form console::me::set_factor;
    POST "/console/me/codes"        Member  Form console::me::codes;
    POST "/console/me/passphrase"   Member  Hash console::me::passphrase;
    POST "/console/me/sessions"     Member  Form console::me::end;
    POST "/console/case/{id}/{verb}" Counsellor Form console::case::post;
    GET  "/console/tasks"           Desk    Page console::tasks::get;
    GET  "/console/phone"           Counsellor Page console::phone::get;
    POST "/console/phone"           Counsellor Hash console::phone::post;
    GET  "/console/members"         Member  Page console::members::list;
    GET  "/console/members/invite"  Administrator Page console::invite::get;
    POST "/console/members/invite"  Administrator Form console::invite::post;
    GET  "/console/members/{id}"    Member  Page console::members::get;
    POST "/console/members/{id}/{verb}" Member Form console::members::post;
    GET  "/console/alarms"          Member  Page console::alarms::get;
    POST "/console/alarms"          Member  Form console::alarms::post;
    POST "/console/case/{id}/reason" Desk   Form console::people::reason;
    GET  "/console/case/{id}/people" Desk   Page console::people::get;
    POST "/console/case/{id}/people" Desk   Form console::people::post;

    GET  "/console/sightings"       Desk    Page console::sightings::get;
    POST "/console/sightings/{id}/{verb}" Counsellor Form console::sightings::post;
    GET  "/console/banks"           House   Page console::banks::get;
    POST "/console/banks"           House   Form console::banks::post;
    GET  "/console/banks/{id}"      House   Page console::bank::get;
    GET  "/console/banks/{id}/export" House Page console::bank::export;
    POST "/console/banks/{id}/{verb}" House Form console::bank::post;
    GET  "/console/api"             Administrator Page console::api::get;
    POST "/console/api"             Administrator Form console::api::post;
    POST "/console/api/{id}/{verb}" Administrator Form console::api::change;

    GET  "/api/openapi.json"        Program Call api::describe::get;
    GET  "/api/problems/{kind}"     Program Call api::problem::get;
    POST "/api/v1/text/messages"    Client Call api::messages::post, api::messages::CALL;
    POST "/api/v1/text/conversations" Client Call api::conversations::post, api::conversations::CALL;
    POST "/api/v1/match"            Client Call api::pictures::matching::post, api::pictures::matching::CALL;
    POST "/api/v1/match/file"       Client Call api::pictures::files::look, api::pictures::files::LOOK;
    POST "/api/v1/hash"             Client Call api::pictures::files::hash, api::pictures::files::HASH;
    GET  "/api/v1/banks"            Client Call api::pictures::banks::get, api::pictures::banks::CALL;
    POST "/api/v1/signals"          Client Call api::pictures::signals::post, api::pictures::signals::ADD;
    GET  "/api/v1/signals/{id}"     Client Call api::pictures::signal::get, api::pictures::signal::CALL;
    POST "/api/v1/signals/{id}/withdraw" Client Call api::pictures::signal::withdraw, api::pictures::signal::WITHDRAW;
    POST "/api/v1/signals/{id}/opinion" Client Call api::pictures::signal::opinion, api::pictures::signal::OPINION;
    POST "/api/v1/sightings"        Client Call api::pictures::sightings::post, api::pictures::sightings::CALL;
    GET  "/api/v1/feed"             Client Call api::pictures::feed::get, api::pictures::feed::CALL;
    PUT  "/api/v1/hook"             Client Call api::hook::put, api::hook::SET;
    GET  "/api/v1/hook"             Client Call api::hook::get, api::hook::GET;
    DELETE "/api/v1/hook"           Client Call api::hook::delete, api::hook::END;

    GET  "/hma/status"              Program Call api::hma::status;
    GET  "/hma/status/live"         Program Call api::hma::status;
    GET  "/hma/h/hash"              Peer Call api::hma::hashing::get;
    POST "/hma/h/hash"              Peer Call api::hma::hashing::post;
    GET  "/hma/m/raw_lookup"        Peer Call api::hma::matching::raw;
    GET  "/hma/m/lookup"            Peer Call api::hma::matching::get;
    POST "/hma/m/lookup"            Peer Call api::hma::matching::post;
    POST "/hma/m/compare"           Peer Call api::hma::matching::compare;
    GET  "/hma/m/index/status"      Peer Call api::hma::matching::status;
    GET  "/hma/c/banks"             Peer Call api::hma::curate::all;
    POST "/hma/c/banks"             Peer Call api::hma::writing::make;
    GET  "/hma/c/bank/{id}"         Peer Call api::hma::curate::one;
    PUT  "/hma/c/bank/{id}"         Peer Call api::hma::writing::change;
    DELETE "/hma/c/bank/{id}"       Peer Call api::hma::writing::end;
    POST "/hma/c/bank/{id}/content" Peer Call api::hma::writing::add_file;
    POST "/hma/c/bank/{id}/signal"  Peer Call api::hma::writing::add_signal;
    GET  "/hma/c/bank/{id}/content/{number}" Peer Call api::hma::curate::content;
    DELETE "/hma/c/bank/{id}/content/{number}" Peer Call api::hma::writing::take_out;
    GET  "/hma/c/signal_type"       Peer Call api::hma::curate::signal_types;
    GET  "/hma/c/signal_type/index" Peer Call api::hma::curate::index;
    GET  "/hma/c/content_type"      Peer Call api::hma::curate::content_types;
    GET  "/hma/c/exchanges"         Peer Call api::hma::curate::exchanges;
    GET  "/hma/c/exchanges/apis"    Peer Call api::hma::curate::exchanges;

    GET  "/stopncii/v1/FetchHashes" Peer Call api::stopncii::fetch;
    POST "/stopncii/v1/SubmitFeedback" Peer Call api::stopncii::submit::feedback;
    POST "/stopncii/v1/SubmitHashes" Peer Call api::stopncii::submit::hashes;
    GET  "/ncmec/v2/status"         Peer Call api::ncmec::status;
    GET  "/ncmec/v2/members"        Peer Call api::ncmec::members;
    GET  "/ncmec/v2/entries"        Peer Call api::ncmec::all;
    GET  "/ncmec/v2/feedback/{kind}/reasons" Peer Call api::ncmec::reasons;
    PUT  "/ncmec/v2/entries/{member}/{id}/{kind}/feedback" Peer Call api::ncmec::feedback;

    GET  "/health"                  Visitor Ops  ops::health;
    GET  "/ready"                   Visitor Ops  ops::ready;
    GET  "/metrics"                 Operator Ops ops::metrics;
};
