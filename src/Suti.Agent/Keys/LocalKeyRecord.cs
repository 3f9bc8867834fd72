// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A private key in the local key management system. It is sealed before it is stored.</summary>
internal sealed record LocalKeyRecord
{
    public static readonly RecordKind<LocalKeyRecord> Kind =
        new("local_key", AgentJson.Default.LocalKeyRecord, key => key.Kid, isSealed: true);

    public required string Kid { get; init; }

    public required string Type { get; init; }

    public required string PublicKeyHex { get; init; }

    public required byte[] Secret { get; init; }

    public bool IsExportable { get; init; }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => $"{Type} key {Kid}";
}
