// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Agent;

/// <summary>The DID methods of an agent, by the names of their providers: <c>did:key</c>, <c>did:ethr:sepolia</c>.</summary>
internal sealed class DidProviders(IEnumerable<IDidMethod> methods, DidManagerOptions options)
{
    private readonly Dictionary<string, IDidMethod> _methods = methods.ToDictionary(static method => method.Name, StringComparer.Ordinal);

    public string[] CreatorNames =>
        [.. _methods.Values.Where(static method => method is IDidCreator).Select(static method => "did:" + method.Name)];

    /// <summary>The provider to create with, when none is named.</summary>
    public string DefaultName => options.DefaultProvider ?? CreatorNames.FirstOrDefault() ?? throw Unknown("(none)");

    public IDidMethod Get(string provider)
    {
        var parts = provider.Split(':');
        return parts is ["did", var name, ..] && _methods.TryGetValue(name, out var method) ? method : throw Unknown(provider);
    }

    public IDidCreator GetCreator(string provider) => Get(provider) as IDidCreator ?? throw NotSupported(provider, "creation");

    public IDidUpdater GetUpdater(string provider) => Get(provider) as IDidUpdater ?? throw NotSupported(provider, "changes of its documents");

    public IDidDeactivator GetDeactivator(string provider) => Get(provider) as IDidDeactivator ?? throw NotSupported(provider, "deactivation");

    public static SutiException NotSupported(string provider, string what) =>
        new(ManagedDidErrorCodes.NotSupported, $"not_supported: {provider} provider does not support {what}");

    private static SutiException Unknown(string provider) =>
        new(ManagedDidErrorCodes.UnknownProvider, $"Identifier provider does not exist: {provider}");
}
