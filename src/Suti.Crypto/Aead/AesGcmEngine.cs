// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Whose AES-GCM is used. Tests force each.</summary>
internal enum AesGcmEngine
{
    /// <summary>Whichever is faster for the message.</summary>
    Fastest,

    /// <summary>The platform's.</summary>
    Platform,

    /// <summary>Ours.</summary>
    Managed,
}
