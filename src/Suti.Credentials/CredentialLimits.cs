// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>How much a stranger may make us read.</summary>
public sealed record CredentialLimits
{
    /// <summary>The limits that are used when none are given.</summary>
    public static CredentialLimits Standard { get; } = new();

    /// <summary>The characters of a token, or the bytes of a JSON object.</summary>
    public int MaxSize { get; init; } = 1 << 20;

    /// <summary>The depth of JSON.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The credentials in one presentation.</summary>
    public int MaxCredentials { get; init; } = 100;

    /// <summary>The entries of status in one credential.</summary>
    public int MaxStatuses { get; init; } = 10;

    /// <summary>The schemas of one credential.</summary>
    public int MaxSchemas { get; init; } = 5;

    /// <summary>The resources of which one credential has digests.</summary>
    public int MaxRelatedResources { get; init; } = 10;

    /// <summary>The bytes of a status list when it is decompressed: enough for 64 million credentials with one bit.</summary>
    public int MaxStatusListSize { get; init; } = 8 << 20;

    /// <summary>The same for the readers of JSON, made once for the limits that nearly everybody uses.</summary>
    internal StrictJsonLimits Json => ReferenceEquals(this, Standard) ? StandardJson : ToJson();

    /// <summary>The same for the readers of tokens.</summary>
    internal JoseLimits Jose => ReferenceEquals(this, Standard) ? StandardJose : ToJose();

    private static StrictJsonLimits StandardJson { get; } = Standard.ToJson();

    private static JoseLimits StandardJose { get; } = Standard.ToJose();

    private StrictJsonLimits ToJson() => new() { MaxSize = MaxSize, MaxDepth = MaxDepth };

    private JoseLimits ToJose() => new() { MaxTokenSize = MaxSize };
}
