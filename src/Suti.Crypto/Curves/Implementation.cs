// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Who computes, where both the platform and managed code can. Tests force either.</summary>
internal enum Implementation
{
    /// <summary>Whichever is present and faster.</summary>
    Fastest,

    /// <summary>The code of this library.</summary>
    Managed,

    /// <summary>The platform's code.</summary>
    Platform,
}
