//! Signatures: the root key vouches for members and desks, the audit signer for checkpoints.
//!
//! Ed25519, checked strictly. What is signed always begins with a framed label of its own, so a
//! signature for one thing is never one for another.

use core::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{
    BadKey, PublicKey, SUITE,
    bytes::{frame, random_bytes, to_hex},
    shapes::hidden,
};

const MEMBER: &[u8] = b"vigie root 1 member";
const DESK: &[u8] = b"vigie root 1 desk";
const FINGERPRINT: &[u8] = b"vigie root 1 fingerprint";
const CHECKPOINT: &[u8] = b"vigie audit 1 checkpoint";

/// The signature is not by this key over this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold")]
pub struct BadSignature;

/// The node's root key: signs the public keys anything may be sealed to.
pub struct RootKey(SigningKey);

impl RootKey {
    /// A new key.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self::from_seed(&Zeroizing::new(random_bytes(rng)))
    }

    /// The key of this seed (RFC 8032 §5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> RootPublic {
        RootPublic(self.0.verifying_key())
    }

    /// Vouches that this public key is this member's.
    pub fn sign_member(&self, owner: [u8; 16], public: &PublicKey) -> [u8; 64] {
        self.0.sign(&member_message(owner, public)).to_bytes()
    }

    /// Vouches that this public key is this desk's, in this generation.
    pub fn sign_desk(&self, id: [u8; 16], generation: u32, public: &PublicKey) -> [u8; 64] {
        self.0.sign(&desk_message(id, generation, public)).to_bytes()
    }

    pub(crate) fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

hidden!(RootKey);

/// The public half of the root key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RootPublic(VerifyingKey);

impl RootPublic {
    /// The key with these bytes.
    ///
    /// # Errors
    /// [`BadKey`] when they are no point of large order on the curve.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, BadKey> {
        verifying_key(bytes).map(Self)
    }

    /// The key's bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// A hash of the key, to be compared with the one in the key file.
    pub fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(frame(&[FINGERPRINT, self.0.as_bytes()])).into()
    }

    /// Checks that the root vouched for this member's key.
    ///
    /// # Errors
    /// [`BadSignature`]: nothing may be sealed to that key.
    pub fn verify_member(&self, owner: [u8; 16], public: &PublicKey, signature: &[u8; 64]) -> Result<(), BadSignature> {
        verify(&self.0, &member_message(owner, public), signature)
    }

    /// Checks that the root vouched for this desk's key in this generation.
    ///
    /// # Errors
    /// [`BadSignature`]: nothing may be sealed to that key.
    pub fn verify_desk(
        &self,
        id: [u8; 16],
        generation: u32,
        public: &PublicKey,
        signature: &[u8; 64],
    ) -> Result<(), BadSignature> {
        verify(&self.0, &desk_message(id, generation, public), signature)
    }
}

impl fmt::Debug for RootPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootPublic({})", to_hex(self.0.as_bytes()))
    }
}

/// Signs checkpoints of the audit.
pub struct AuditSigner(SigningKey);

impl AuditSigner {
    /// A new key.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self::from_seed(&Zeroizing::new(random_bytes(rng)))
    }

    /// The key of this seed (RFC 8032 §5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Signs a checkpoint: Ed25519 over the framed label `vigie audit 1 checkpoint` and bytes.
    pub fn sign(&self, checkpoint: &[u8]) -> [u8; 64] {
        self.0.sign(&frame(&[CHECKPOINT, checkpoint])).to_bytes()
    }

    /// What outsiders check checkpoints with.
    pub fn verifier(&self) -> AuditVerifier {
        AuditVerifier(self.0.verifying_key())
    }

    pub(crate) fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

hidden!(AuditSigner);

/// Checks checkpoints of the audit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AuditVerifier(VerifyingKey);

impl AuditVerifier {
    /// The verifier with these bytes.
    ///
    /// # Errors
    /// [`BadKey`] when they are no point of large order on the curve.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, BadKey> {
        verifying_key(bytes).map(Self)
    }

    /// The verifier's bytes, fit to be published.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Checks a checkpoint.
    ///
    /// # Errors
    /// [`BadSignature`]: the checkpoint was changed or somebody else signed it.
    pub fn verify(&self, checkpoint: &[u8], signature: &[u8; 64]) -> Result<(), BadSignature> {
        verify(&self.0, &frame(&[CHECKPOINT, checkpoint]), signature)
    }
}

impl fmt::Debug for AuditVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuditVerifier({})", to_hex(self.0.as_bytes()))
    }
}

fn member_message(owner: [u8; 16], public: &PublicKey) -> Vec<u8> {
    frame(&[MEMBER, &[SUITE], &owner, public.as_bytes()])
}

fn desk_message(id: [u8; 16], generation: u32, public: &PublicKey) -> Vec<u8> {
    frame(&[DESK, &[SUITE], &id, &generation.to_be_bytes(), public.as_bytes()])
}

fn verifying_key(bytes: &[u8; 32]) -> Result<VerifyingKey, BadKey> {
    let key = VerifyingKey::from_bytes(bytes).map_err(|_| BadKey)?;
    if key.is_weak() { Err(BadKey) } else { Ok(key) }
}

fn verify(key: &VerifyingKey, message: &[u8], signature: &[u8; 64]) -> Result<(), BadSignature> {
    key.verify_strict(message, &Signature::from_bytes(signature)).map_err(|_| BadSignature)
}
