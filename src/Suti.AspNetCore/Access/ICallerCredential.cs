// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>A kind of bearer tokens that callers may send. Register as many as you like as services.</summary>
public interface ICallerCredential
{
    /// <summary>Whether the token has the form of this kind. It then decides alone.</summary>
    bool Claims(string token);

    /// <summary>Who calls; null when the token is not valid.</summary>
    ValueTask<AgentCaller?> AuthenticateAsync(string token, CancellationToken cancellationToken);
}
