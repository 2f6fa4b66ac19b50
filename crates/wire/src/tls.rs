//! TLS as everything here speaks it: rustls with ring and the web's root certificates, and those that the operator adds.

use std::sync::{Arc, LazyLock};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// One configuration for every call that trusts the web's roots alone.
pub static CONFIG: LazyLock<Option<Arc<ClientConfig>>> = LazyLock::new(|| config(web()));

/// A file of root certificates that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRoots {
    /// It holds no certificate in PEM, or one that is cut off.
    #[error("no root certificates in PEM (-----BEGIN CERTIFICATE-----) that can be read")]
    Pem,
    /// What stands in it is no certificate.
    #[error("a certificate in it cannot be read")]
    Certificate,
    /// TLS cannot be set up at all.
    #[error("TLS cannot be set up")]
    Tls,
}

/// The web's roots and the certificates of a PEM file.
///
/// # Errors
/// [`BadRoots`].
pub fn with(pem: &[u8]) -> Result<Arc<ClientConfig>, BadRoots> {
    let mut roots = web();
    let mut count = 0;
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| BadRoots::Pem)?;
        roots.add(certificate).map_err(|_| BadRoots::Certificate)?;
        count += 1;
    }
    if count == 0 { Err(BadRoots::Pem) } else { config(roots).ok_or(BadRoots::Tls) }
}

fn web() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

fn config(roots: RootCertStore) -> Option<Arc<ClientConfig>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Some(Arc::new(config))
}
