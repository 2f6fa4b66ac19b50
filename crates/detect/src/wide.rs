//! What is done for every part of a text, for the instructions that this machine has: plain safe functions, each compiled
//! twice. Only whole numbers are counted in them, so both give the same.

/// Makes a function that runs another as it is compiled for AVX2 and bits that are counted at once (x86-64-v3), where the
/// processor has both. What is called is compiled so only where it stands within that function.
macro_rules! wide {
    ($(#[$about:meta])* $name:ident = $plain:path, ($($argument:ident: $kind:ty),*) $(-> $back:ty)?) => {
        $(#[$about])*
        fn $name($($argument: $kind),*) $(-> $back)? {
            #[cfg(target_arch = "x86_64")]
            if crate::wide::is_wide() {
                #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
                fn wide($($argument: $kind),*) $(-> $back)? {
                    $plain($($argument),*)
                }
                #[expect(unsafe_code, reason = "no safe form; the processor was asked in the line above")]
                // SAFETY: what is called is safe code but for needing instructions which this processor has.
                return unsafe { wide($($argument),*) };
            }
            $plain($($argument),*)
        }
    };
}
pub(crate) use wide;

/// Whether the processor has what [`wide`] is compiled for.
#[cfg(target_arch = "x86_64")]
#[inline]
pub(crate) fn is_wide() -> bool {
    use std::arch::is_x86_feature_detected as has;
    has!("avx2") && has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt")
}
