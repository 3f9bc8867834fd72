// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Keeps an alias for one DID: its key is the alias, so that two cannot have it.</summary>
internal sealed record DidAliasRecord(string Alias, string Did)
{
    public static readonly RecordKind<DidAliasRecord> Kind = new("did_alias", AgentJson.Default.DidAliasRecord, alias => alias.Alias);
}
