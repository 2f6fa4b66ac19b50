//! What every use case is handed: store, keys, clock, gates, engines. Made once, by the binary or a test.

use std::path::PathBuf;
use std::sync::Arc;

use crate::lexicons::Lexicons;
use thiserror::Error;
use tokio::sync::{Notify, Semaphore};
use vigie_detect::Detector;
use vigie_lang::Helplines;
use vigie_model::Clock;
use vigie_seal::{KeyFile, PassParams, RootPublic};
use vigie_store::{Store, StoreError};

use crate::ServiceError;
use crate::buckets::Buckets;
use crate::gate::Gate;
use crate::house::Cache;
use crate::metrics::Metrics;
use crate::opening::{self, Standing};
use crate::outside::Outside;

/// How this node is run.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Invented cases and doors; every page says so.
    pub demo: bool,
    /// Folder for what the audit writes outside the database; `None` writes nothing there.
    pub audit_dir: Option<PathBuf>,
    /// Folder for this process's copy of the known pictures; `None`: it is made from the rows at every start.
    pub index_dir: Option<PathBuf>,
    /// How hard a new passphrase is to try. Only tests, which make hundreds of members, take another than the default.
    pub passphrase: PassParams,
}

/// Everything a use case needs. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    /// The database.
    pub store: Store,
    /// The key file.
    pub keys: Arc<KeyFile>,
    /// Where "now" comes from.
    pub clock: Clock,
    /// How this node is run.
    pub settings: Arc<Settings>,
    /// One hash of a receipt code at a time.
    pub receipt_gate: Gate,
    /// One hash of a passphrase at a time for every two cores.
    pub login_gate: Gate,
    /// Few calls of programs are worked out at a time: what people wait for goes on beside them.
    pub call_gate: Gate,
    /// Few programs are called at a time: one worker is left for what people wait for.
    pub hook_gate: Arc<Semaphore>,
    /// The known pictures, as this process follows them.
    pub known: Arc<crate::pictures::Known>,
    /// Room for pictures that services of the house send.
    pub files: Arc<crate::pictures::Files>,
    /// What this process remembers of programs' questions about pictures.
    pub walks: Arc<crate::pictures::Walks>,
    /// What this process holds of the programs' days.
    pub quotas: Arc<crate::api::Quotas>,
    /// Keys of programs that were shown a moment ago.
    pub recent: Arc<crate::api::Recent>,
    /// Who tries too often, slowed.
    pub buckets: Arc<Buckets>,
    /// Counts without content.
    pub metrics: Arc<Metrics>,
    /// The text engine.
    pub lexicons: Arc<Lexicons>,
    /// How much arithmetic runs at once: the rest waits instead of filling the memory.
    arithmetic: Arc<Semaphore>,
    /// Settings of the house as last read.
    pub house: Arc<Cache>,
    /// Who to talk to, as the data files have it. What visitors are shown is [`crate::numbers::table`]'s to say.
    pub helplines: Arc<Helplines>,
    /// The same with the house's own checks, as last read.
    pub numbers: Arc<crate::numbers::Cache>,
    /// Whether the node is open and which languages it offers, as last read.
    pub standing: Arc<Standing>,
    /// The way out of the house.
    pub outside: Arc<Outside>,
    /// Tells the runner of this process that a job may be due: a nudge, polling is the truth.
    pub nudge: Arc<Notify>,
}

/// Why a node does not start. Each says what to do.
#[derive(Debug, Error)]
pub enum StartError {
    /// The key file belongs to another database.
    #[error("the key file's root fingerprint is not this database's; start with the key file that was made with it")]
    OtherKeys,
    /// A demonstration's database without `--demo`, or the other way round.
    #[error("this database was made {made}; start it {made}, or give another folder with --data")]
    OtherKind {
        /// How it was made.
        made: &'static str,
    },
    /// Restored from a backup, and cases that were erased since are still in it.
    #[error(
        "this database was restored from a backup, and what was erased since is still in it; run: vigie restore --erasures FILE"
    )]
    NotReplayed,
    /// The lexicons in this binary cannot be read.
    #[error("lexicon: {0}")]
    Lexicon(String),
    /// The numbers in this binary cannot be read.
    #[error("helplines: {0}")]
    Helplines(#[from] vigie_lang::HelplineError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Ctx {
    /// Binds a database and a key file together; on an empty database makes the node.
    ///
    /// # Errors
    /// [`StartError`] when they do not belong together, or what was erased would come back.
    pub async fn start(store: Store, keys: KeyFile, clock: Clock, settings: Settings) -> Result<Self, StartError> {
        let mut tx = store.read().await?;
        let restored = vigie_store::restores::get(&mut tx).await?;
        drop(tx);
        if restored.is_some_and(|restore| restore.replayed_at_ms.is_none()) {
            return Err(StartError::NotReplayed);
        }
        Self::start_restored(store, keys, clock, settings).await
    }

    /// [`Self::start`] for [`crate::backup::erased_again`] alone: nothing may be served from it before.
    ///
    /// # Errors
    /// [`StartError`] when they do not belong together.
    pub async fn start_restored(
        store: Store,
        keys: KeyFile,
        clock: Clock,
        settings: Settings,
    ) -> Result<Self, StartError> {
        let detector = Detector::embedded().map_err(|error| StartError::Lexicon(error.to_string()))?;
        let mut tx = store.begin("node.start").await?;
        let now = clock.now().ms();
        vigie_store::node::insert(&mut tx, &keys.root().public().to_bytes(), settings.demo, now).await?;
        let node = vigie_store::node::get(&mut tx).await?.ok_or(StoreError::Unreadable("node"))?;
        tx.commit().await?;
        let root = <[u8; 32]>::try_from(node.root_public.as_slice())
            .ok()
            .and_then(|bytes| RootPublic::from_bytes(&bytes).ok());
        if root.map(|root| root.fingerprint()) != Some(keys.root_fingerprint()) {
            return Err(StartError::OtherKeys);
        }
        if (node.demo == 1) != settings.demo {
            return Err(StartError::OtherKind { made: if node.demo == 1 { "with --demo" } else { "without --demo" } });
        }
        // One core is left for pages by what visitors and members cause: a memory-hard hash at a time for codes, and one for
        // log-ins for every two cores. Pictures, which only services of the house send, may be read on all of them: pages
        // then share the cores with them.
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let pairs = (cores / 2).max(1);
        let ctx = Self {
            store,
            keys: Arc::new(keys),
            clock,
            settings: Arc::new(settings),
            receipt_gate: Gate::new(1),
            login_gate: Gate::new(pairs),
            call_gate: Gate::new(pairs),
            hook_gate: Arc::new(Semaphore::new(2)),
            known: Arc::default(),
            files: Arc::new(crate::pictures::Files::new(cores)),
            walks: Arc::default(),
            quotas: Arc::default(),
            recent: Arc::default(),
            buckets: Arc::new(Buckets::default()),
            metrics: Arc::new(Metrics::default()),
            lexicons: Arc::new(Lexicons::new(detector)),
            arithmetic: Arc::new(Semaphore::new(4 * pairs + 2)),
            house: Arc::new(Cache::default()),
            helplines: Arc::new(Helplines::load()?),
            numbers: Arc::default(),
            standing: Arc::default(),
            outside: Arc::default(),
            nudge: Arc::new(Notify::new()),
        };
        let mut tx = ctx.store.begin("roles.upgrade").await?;
        let readable = |error| match error {
            ServiceError::Store(error) => StartError::Store(error),
            _ => StartError::Store(StoreError::Unreadable("role")),
        };
        crate::roles::upgrade(&ctx, &mut tx).await.map_err(readable)?;
        crate::upgrade::vouch(&ctx, &mut tx).await.map_err(readable)?;
        tx.commit().await?;
        opening::look(&ctx).await;
        Ok(ctx)
    }

    /// Runs arithmetic off the async threads.
    ///
    /// # Errors
    /// [`ServiceError::Inner`] when it panicked.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let turn = Arc::clone(&self.arithmetic).acquire_owned().await.map_err(|_| ServiceError::Inner)?;
        let work = move || {
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| ServiceError::Inner)
    }

    /// True when visitors can send reports: at most a second old (see [`crate::opening`]).
    pub fn open(&self) -> bool {
        self.standing.open()
    }

    /// The same node with a way out of the house.
    #[must_use]
    pub fn with_outside(self, outside: Outside) -> Self {
        Self { outside: Arc::new(outside), ..self }
    }
}
