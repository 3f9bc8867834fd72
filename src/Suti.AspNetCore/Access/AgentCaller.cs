// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>Who calls an agent over HTTP.</summary>
/// <param name="Name">A name for logs and rate limits; no secret.</param>
/// <param name="Space">The space that is opened.</param>
/// <param name="Scopes">The operations that may be called.</param>
public sealed record AgentCaller(string Name, string Space, OperationSelection Scopes);
