// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Reads the member <c>meta</c> of a query.</summary>
internal static class DcqlMeta
{
    /// <summary>The types of SD-JWT VC that are accepted; null when any is.</summary>
    public static IReadOnlyList<string>? TryGetVct(this JsonElement meta) =>
        meta.Member("vct_values") is { ValueKind: JsonValueKind.Array } values ? values.Texts() : null;
}
