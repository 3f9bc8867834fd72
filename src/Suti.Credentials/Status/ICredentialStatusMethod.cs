// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A way to find out whether a credential still stands.</summary>
public interface ICredentialStatusMethod
{
    /// <summary>Whether this entry is of a kind that is known here.</summary>
    bool CanCheck(JsonElement entry);

    /// <summary>Looks the status up. What cannot be found out is an answer that is not good; it does not throw for it.</summary>
    ValueTask<StatusAnswer> CheckAsync(Credential credential, JsonElement entry, StatusContext context, CancellationToken cancellationToken);
}
