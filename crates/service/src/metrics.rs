//! Counts without content: how much, how long, never who or what.

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use vigie_store::{StoreError, jobs, node};

use crate::Ctx;

/// The counts of this process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Reports accepted.
    pub reports: Counter,
    /// Calls of programs that were answered.
    pub calls: Counter,
    /// Calls of programs that were refused.
    pub calls_refused: Counter,
    /// Requests answered "busy".
    pub busy: Counter,
    /// Codes that opened nothing.
    pub wrong_codes: Counter,
    /// Jobs done.
    pub jobs_done: Counter,
    /// Tries of jobs that failed.
    pub jobs_failed: Counter,
    /// Jobs given up, waiting for a person.
    pub jobs_dead: Gauge,
    /// Jobs that wait.
    pub jobs_waiting: Gauge,
    /// Seals or signatures that did not hold: tampering or damage.
    pub untrusted: Counter,
    /// Handlers that panicked.
    pub panics: Counter,
    /// Notices to people on duty that left.
    pub duty_calls: Counter,
    /// Tries of such notices that failed.
    pub duty_failed: Counter,
    /// Notices of the last day that should have left and have not.
    pub duty_stuck: Gauge,
    /// Cases with danger for which everybody was called and nobody came.
    pub duty_alone: Gauge,
    /// 1 while visitors can send reports.
    pub node_open: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("vigie");
        let mut counter = |name: &str, help: &str| {
            let counter = Counter::default();
            registry.register(name, help, counter.clone());
            counter
        };
        let reports = counter("reports", "Reports accepted");
        let calls = counter("api_calls", "Calls of programs that were answered");
        let calls_refused = counter("api_calls_refused", "Calls of programs that were refused");
        let busy = counter("busy", "Requests answered busy");
        let wrong_codes = counter("wrong_codes", "Receipt codes that opened nothing");
        let jobs_done = counter("jobs_done", "Jobs done");
        let jobs_failed = counter("jobs_failed", "Tries of jobs that failed");
        let untrusted = counter("untrusted", "Seals or signatures that did not hold");
        let panics = counter("panics", "Handlers that panicked");
        let duty_calls = counter("duty_calls", "Notices to people on duty that left");
        let duty_failed = counter("duty_failed", "Tries of notices to people on duty that failed");
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let jobs_dead = gauge("jobs_dead", "Jobs given up");
        let jobs_waiting = gauge("jobs_waiting", "Jobs that wait");
        let duty_stuck = gauge("duty_stuck", "Notices to people on duty that have not left");
        let duty_alone = gauge("duty_alone", "Cases with danger that nobody claimed after everybody was called");
        let node_open = gauge("node_open", "1 while visitors can send reports");
        Self {
            registry,
            reports,
            calls,
            calls_refused,
            busy,
            wrong_codes,
            jobs_done,
            jobs_failed,
            jobs_dead,
            jobs_waiting,
            untrusted,
            panics,
            duty_calls,
            duty_failed,
            duty_stuck,
            duty_alone,
            node_open,
        }
    }
}

impl Metrics {
    /// All counts in the `OpenMetrics` text format.
    pub fn render(&self) -> String {
        let mut out = String::new();
        // Cannot fail: writing to a String never does.
        encode(&mut out, &self.registry).unwrap_or_default();
        out
    }
}

/// Reads the counts that live in the database. A database that does not answer leaves them as they were.
pub async fn refresh(ctx: &Ctx) {
    let looked = async {
        let mut tx = ctx.store.read().await?;
        jobs::counts(&mut tx).await
    };
    if let Ok(counts) = looked.await {
        let of = |state: &str| counts.iter().find(|row| row.0 == state).map_or(0, |row| row.1);
        ctx.metrics.jobs_waiting.set(of("ready") + of("leased"));
        ctx.metrics.jobs_dead.set(of("dead"));
    }
}

/// Asks the database for the node's row.
///
/// # Errors
/// [`StoreError`] when it does not answer.
pub async fn ready(ctx: &Ctx) -> Result<(), StoreError> {
    let mut tx = ctx.store.read().await?;
    node::get(&mut tx).await.map(|_| ())
}
