//! Every route, as data: the router, the access test and (later) the API description are made from this one table.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use vigie_model::member::MemberRole;

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
    /// The machine itself: loopback, no proxy in between.
    Operator,
}

impl Role {
    /// The member's roles that open such a route, any of them; `None` when no signed-in member is asked for.
    pub fn members(self) -> Option<&'static [MemberRole]> {
        use MemberRole::{Administrator, Auditor, Counsellor, Reviewer};
        match self {
            Self::Visitor | Self::Staff | Self::Operator => None,
            Self::Member => Some(&MemberRole::ALL),
            Self::Desk => Some(&[Counsellor, Reviewer]),
            Self::Counsellor => Some(&[Counsellor]),
            Self::Administrator => Some(&[Administrator]),
            Self::House => Some(&[Administrator, Reviewer]),
            Self::Auditor => Some(&[Auditor]),
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
    handler: fn(MethodFilter) -> MethodRouter<App>,
}

impl Route {
    /// The route as the router takes it.
    pub fn method_router(&self) -> MethodRouter<App> {
        let filter = if self.method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
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
    ($($method:ident $path:literal $role:ident $class:ident $handler:path;)*) => {
        &[$(Route {
            method: Method::$method,
            path: $path,
            role: Role::$role,
            class: Class::$class,
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
    GET  "/back"                    Visitor Page site::fixed::back;
    POST "/back"                    Visitor Hash site::back::post;
    POST "/back/open"               Visitor Form site::thread::open;
    POST "/back/write"              Visitor Form site::thread::write;
    POST "/back/newcode"            Visitor Form site::thread::ask_new_code;
    POST "/back/newcode/yes"        Visitor Hash site::thread::new_code;
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
    GET  "/favicon.ico"             Visitor Page site::fixed::icon;
    GET  "/robots.txt"              Visitor Page site::fixed::robots;

    GET  "/console/setup"           Staff   Page console::setup::get;
    POST "/console/setup"           Staff   Hash console::setup::post;
    POST "/console/setup/recovery"  Staff   Form console::setup::recovery;
    GET  "/console/login"           Staff   Page console::login::get;
    POST "/console/login"           Staff   Hash console::login::post;
    POST "/console/signout"         Staff   Form console::login::sign_out;
    GET  "/console"                 Member  Page console::queue::get;
    POST "/console/queue/{verb}"    Counsellor Form console::queue::post;
    GET  "/console/live"            Desk    Page console::live::get;
    GET  "/console/new"             Desk    Page console::live::new;
    GET  "/console/keys"            Member  Page console::keys::get;
    POST "/console/keys"            Member  Form console::keys::post;
    GET  "/console/s.js"            Staff   Page console::keys::script;
    GET  "/console/node"            Member  Page console::node::get;
    GET  "/console/break"           Member  Page console::node::rest;
    GET  "/console/case/{id}"       Desk    Page console::case::get;
    POST "/console/case/{id}/{verb}" Desk   Form console::case::post;
    GET  "/console/second"          Member  Page console::second::get;
    POST "/console/second/confirm"  Member  Form console::second::confirm;
    POST "/console/second/refuse"   Member  Form console::second::refuse;
    GET  "/console/keep/{id}"       Desk    Page console::keep::get;
    POST "/console/keep/{id}/{verb}" Desk   Form console::keep::post;
    GET  "/console/retention"       Administrator Page console::keep::rules;
    POST "/console/retention"       Administrator Form console::keep::set_rules;

    GET  "/health"                  Visitor Ops  ops::health;
    GET  "/ready"                   Visitor Ops  ops::ready;
    GET  "/metrics"                 Operator Ops ops::metrics;
};
