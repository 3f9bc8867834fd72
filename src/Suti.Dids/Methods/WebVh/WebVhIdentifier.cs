// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>The parts of a did:webvh (did:webvh 1.0, "Method-Specific Identifier").</summary>
/// <param name="Scid">The self-certifying identifier.</param>
/// <param name="LogUrl">Where the log is.</param>
internal sealed record WebVhIdentifier(string Scid, Uri LogUrl)
{
    private const int ScidLength = 46;

    public Uri WitnessUrl => new(LogUrl, "did-witness.json");

    public static bool TryParse(Did did, bool allowLoopback, [NotNullWhen(true)] out WebVhIdentifier? identifier)
    {
        identifier = null;
        var id = did.IdSpan;
        if (did.Method != "webvh"
            || id.Length <= ScidLength
            || id[ScidLength] != ':'
            || !Base58.TryDecode(id[..ScidLength], out _)
            || !WebLocation.TryGetUrl(id[(ScidLength + 1)..], "did.jsonl", allowLoopback, out var url))
        {
            return false;
        }

        identifier = new WebVhIdentifier(id[..ScidLength].ToString(), url);
        return true;
    }
}
