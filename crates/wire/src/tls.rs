//! TLS as everything here speaks it: rustls with ring and the web's root certificates.

use std::sync::{Arc, LazyLock};

use rustls::{ClientConfig, RootCertStore};

/// One configuration for every call.
pub static CONFIG: LazyLock<Option<Arc<ClientConfig>>> = LazyLock::new(|| {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Some(Arc::new(config))
});
