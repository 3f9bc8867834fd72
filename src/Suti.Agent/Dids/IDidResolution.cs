// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>
/// DIDs resolved by name, as JSON. In C# take <see cref="Suti.Dids.IDidResolver"/>, which answers with types.
/// </summary>
[AgentApi(typeof(AgentJson))]
public interface IDidResolution
{
    /// <summary>Resolves a DID. What goes wrong stands in the metadata of the result.</summary>
    [Operation("resolveDid", IsReadOnly = true)]
    Task<JsonElement> ResolveAsync(ResolveDidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds a verification method or service in a document by its id.</summary>
    [Operation("getDIDComponentById", IsReadOnly = true)]
    Task<JsonElement> GetComponentAsync(DidComponentRequest request, CancellationToken cancellationToken = default);
}
