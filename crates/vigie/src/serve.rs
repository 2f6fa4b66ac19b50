//! `vigie serve` and `vigie worker`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use vigie_service::jobs::{self, Runner};
use vigie_service::{Ctx, audit, demo, pictures, setup};
use vigie_web::{App, Web};

use crate::cli::ServeArgs;
use crate::config::Settings;
use crate::{OK, memory, node};

/// Longest wait for answers on their way when the program stops: a slow line must not keep the house open for ever.
const LAST_ANSWERS: Duration = Duration::from_secs(20);

/// Everything in one process: help site, console, jobs.
///
/// # Errors
/// A sentence that says what to do.
pub async fn serve(settings: Settings, args: ServeArgs) -> Result<u8, String> {
    let listen = args.listen.or(settings.file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
    let behind_proxy = args.behind_proxy || settings.file.behind_proxy.unwrap_or(false);
    allowed(listen, behind_proxy, settings.demo)?;
    let ctx = node::open(&settings, true).await?;
    let mut told = Told::listen()?;
    if let Some(folder) = settings.lexicons.clone() {
        reread(ctx.clone(), folder)?;
    }
    jobs::recurring(&ctx).await.map_err(|error| error.to_string())?;
    let app = App::new(ctx.clone(), web(&settings, args, behind_proxy)).map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| format!("{listen} cannot be listened on: {error}; choose another with --listen"))?;
    let listen = listener.local_addr().map_err(|error| error.to_string())?;

    let (stop, stopped) = watch::channel(false);
    let runner = tokio::spawn(Runner::new(ctx.clone()).run(stopped.clone()));
    // A worker answers no question about pictures, so only this process follows them.
    let follower = tokio::spawn(pictures::keep_following(ctx.clone(), stopped.clone()));
    let mut quiet = stopped.clone();
    let ending = async move { drop(quiet.wait_for(|stop| *stop).await) };
    let server = tokio::spawn(vigie_web::serve(listener, app, ending));
    if let Err(message) = welcome(&ctx, &settings, listen).await {
        tracing::error!("{message}");
    }
    let tidy = tokio::spawn(give_back(ctx.clone()));
    told.wait().await;
    tidy.abort();
    tracing::info!("Stopping: what is being answered is finished first.");
    stop.send_replace(true);
    if tokio::time::timeout(LAST_ANSWERS, server).await.is_err() {
        tracing::warn!("Some connections were still open after {} seconds and are cut.", LAST_ANSWERS.as_secs());
    }
    runner.await.map_err(|error| error.to_string())?;
    follower.await.map_err(|error| error.to_string())?;
    close(&ctx).await
}

/// Reads the lexicons again whenever the process is told to (SIGHUP); what is wrong is logged, and those in use stay.
fn reread(ctx: Ctx, folder: PathBuf) -> Result<(), String> {
    let mut told = signal(SignalKind::hangup()).map_err(|error| error.to_string())?;
    tokio::spawn(async move {
        while told.recv().await.is_some() {
            let (ctx, folder) = (ctx.clone(), folder.clone());
            match tokio::task::spawn_blocking(move || ctx.lexicons.read(&folder)).await {
                Ok(Ok(version)) => {
                    memory::trim();
                    tracing::info!(version, "The lexicons were read again.");
                }
                Ok(Err(error)) => tracing::error!("The lexicons before stay in use: {error}"),
                Err(error) => tracing::error!("The lexicons before stay in use: {error}"),
            }
        }
    });
    Ok(())
}

/// How the site is served: flag first, then the file, then the default.
fn web(settings: &Settings, args: ServeArgs, behind_proxy: bool) -> Web {
    let trusted_proxies = if args.trusted_proxy.is_empty() {
        settings.file.trusted_proxy.clone().unwrap_or_default()
    } else {
        args.trusted_proxy
    };
    if behind_proxy && trusted_proxies.is_empty() {
        tracing::warn!(
            "Every visitor seems to come from the proxy's own address; name it with --trusted-proxy so that one busy visitor does not slow the others."
        );
    }
    let mut web = Web { trusted_proxies, behind_proxy, ..Web::default() };
    if let Some(to) = args.leave_to.or_else(|| settings.file.leave_to.clone()) {
        web.leave_to = to;
    }
    web
}

/// Jobs only.
///
/// # Errors
/// A sentence that says what to do.
pub async fn worker(settings: Settings) -> Result<u8, String> {
    let ctx = node::open(&settings, true).await?;
    let mut told = Told::listen()?;
    jobs::recurring(&ctx).await.map_err(|error| error.to_string())?;
    let (stop, stopped) = watch::channel(false);
    let runner = tokio::spawn(Runner::new(ctx.clone()).run(stopped));
    let tidy = tokio::spawn(give_back(ctx.clone()));
    println!("vigie worker: doing jobs. Stop it with Ctrl-C.");
    told.wait().await;
    tidy.abort();
    stop.send_replace(true);
    runner.await.map_err(|error| error.to_string())?;
    close(&ctx).await
}

/// Gives memory back now and then, on a thread of its own; one that answers may wait for a lock meanwhile.
async fn give_back(ctx: Ctx) {
    let mut now_and_then = tokio::time::interval(memory::EVERY);
    loop {
        now_and_then.tick().await;
        ctx.files.give_back();
        if tokio::task::spawn_blocking(memory::trim).await.is_err() {
            tracing::warn!("Memory could not be given back.");
        }
    }
}

/// Plain HTTP leaves this machine only towards a proxy that adds TLS; a demonstration never leaves it.
fn allowed(listen: SocketAddr, behind_proxy: bool, demo: bool) -> Result<(), String> {
    if listen.ip().is_loopback() {
        return Ok(());
    }
    if demo {
        return Err(format!("a demonstration stays on this machine; use --listen 127.0.0.1:{}", listen.port()));
    }
    if !behind_proxy {
        return Err(format!(
            "{listen} would be plain HTTP for everybody on the way; listen on 127.0.0.1 or, behind a proxy with TLS, add --behind-proxy"
        ));
    }
    Ok(())
}

/// Fills a demonstration or makes a set-up link, and says where everything is.
async fn welcome(ctx: &Ctx, settings: &Settings, listen: SocketAddr) -> Result<(), String> {
    let at = format!("http://{listen}");
    if !settings.demo {
        println!("vigie serves {at}/  (console {at}/console)");
        if ctx.open() {
            println!("The node is open: visitors can send reports.");
        } else {
            println!(
                "The node is closed: help pages work, reports are not taken. What is missing: vigie doctor --open"
            );
        }
        if let Some(token) = setup::link(ctx).await.map_err(|error| error.to_string())? {
            println!("Set it up once, with this link:\n\n  {at}/console/setup?word={}\n", token.expose());
        }
        return Ok(());
    }
    let printed = demo::fill(ctx).await.map_err(|error| format!("the demonstration could not be filled: {error}"))?;
    println!("vigie demonstration: invented cases, nobody reads this. Data in {}", settings.data.display());
    println!("\n  Help site  {at}/\n  Console    {at}/console\n");
    match printed {
        None => println!(
            "The log-ins were shown at the first start. To begin anew, stop vigie and delete {}.",
            settings.data.display()
        ),
        Some(printed) => {
            println!("Log-ins, shown only now:");
            for (login, passphrase) in &printed.logins {
                println!("  {login:<5} {}", passphrase.expose());
            }
            if let Some(code) = printed.code {
                println!("\nA receipt code to try at {at}/back:\n  {}", code.words(vigie_seal::WordList::En).join(" "));
            }
        }
    }
    println!("\nStop it with Ctrl-C.");
    Ok(())
}

/// Ctrl-C and the signal to terminate, heard from the moment this is made: one that comes while the house is still
/// saying where it is must end it as calmly as any later one.
struct Told {
    interrupted: Signal,
    terminated: Signal,
}

impl Told {
    fn listen() -> Result<Self, String> {
        let hear = |kind| signal(kind).map_err(|error| error.to_string());
        Ok(Self { interrupted: hear(SignalKind::interrupt())?, terminated: hear(SignalKind::terminate())? })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}

/// A checkpoint at the end, so that nothing between the last one and now can be cut unseen.
async fn close(ctx: &Ctx) -> Result<u8, String> {
    audit::chain_waiting(ctx).await.map_err(|error| error.to_string())?;
    audit::checkpoint(ctx).await.map_err(|error| error.to_string())?;
    ctx.store.close().await;
    Ok(OK)
}
