// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>How the agent is served.</summary>
public sealed record ServerConfiguration
{
    /// <summary>Where the server listens.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>The path of the agent.</summary>
    public required string Path { get; init; }

    /// <summary>The address by which others reach it; null for where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The operations that can be called: names, or their beginnings with <c>*</c> after them.</summary>
    public required IReadOnlyList<string> Expose { get; init; }

    /// <summary>Whether callers on this machine need a credential too.</summary>
    public required bool RequireCredentials { get; init; }

    /// <summary>The web origins whose pages may call.</summary>
    public required IReadOnlyList<string> CorsOrigins { get; init; }

    /// <summary>The largest request.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>How many requests a caller may make in a second; 0 for any number.</summary>
    public required int RequestsPerSecond { get; init; }

    /// <summary>The OTLP collector; null for none.</summary>
    public Uri? TelemetryUrl { get; init; }

    /// <summary>How log lines are written: <c>text</c> or <c>json</c>.</summary>
    public required string LogFormat { get; init; }

    /// <summary>The least level that is logged.</summary>
    public required string LogLevel { get; init; }
}
