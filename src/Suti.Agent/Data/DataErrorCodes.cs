// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The codes of <see cref="SutiException"/> about kept data.</summary>
public static class DataErrorCodes
{
    /// <summary>There is no such message, credential or presentation in this space.</summary>
    public const string NotFound = "data.not-found";
}
