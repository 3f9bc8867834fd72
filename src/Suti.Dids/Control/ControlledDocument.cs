// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Dids;

/// <summary>The document that a controller publishes, where it does: did:web and did:webvh.</summary>
internal static class ControlledDocument
{
    internal static DidDocument Build(ControlledDid did)
    {
        var builder = new DidDocumentBuilder(did.Did);
        foreach (var key in did.Keys)
        {
            builder.AddKey(key.Fragment ?? throw new ArgumentException("A key has no fragment.", nameof(did)), key.PublicKey, key.Relationships);
        }

        foreach (var service in did.Services)
        {
            builder.AddService(service);
        }

        return builder.Build();
    }

    internal static JsonObject ToJson(ControlledDid did) => JsonNode.Parse(Build(did).ToUtf8(DidRepresentation.JsonLd))!.AsObject();

    /// <summary>Applies a change to what the controller keeps. Every change but the replacement of the document is one.</summary>
    internal static ControlledDid Apply(ControlledDid did, DidChange change) => change switch
    {
        DidKeyAddition addition => did.Keys.Any(key => key.KeyId == addition.Key.KeyId)
            ? throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The DID has this key already.")
            : did with { Keys = [.. did.Keys, WithFragment(did, addition.Key)] },
        DidKeyRemoval removal => did with { Keys = Without(did.Keys, key => key.KeyId == removal.KeyId, "key") },
        DidServiceAddition addition => did.Services.Any(service => IsSame(did.Did, service.Id, addition.Service.Id))
            ? throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The DID has a service with this id already.")
            : did with { Services = [.. did.Services, addition.Service] },
        DidServiceRemoval removal => did with { Services = Without(did.Services, service => IsSame(did.Did, service.Id, removal.ServiceId), "service") },
        _ => throw new SutiException(
            DidErrorCodes.FeatureNotSupported, $"not_supported: did:{did.Did.Method} provider does not implement full document updates"),
    };

    internal static ControlledKey WithFragment(ControlledDid did, ControlledKey key)
    {
        if (key.Fragment is not null)
        {
            return key;
        }

        var number = did.Keys.Count + 1;
        while (did.Keys.Any(other => other.Fragment == $"#key-{number}"))
        {
            number++;
        }

        return key with { Fragment = $"#key-{number}" };
    }

    private static bool IsSame(Did did, string left, string right) => Absolute(did, left) == Absolute(did, right);

    private static string Absolute(Did did, string id) => id.StartsWith('#') ? did + id : id;

    private static T[] Without<T>(IReadOnlyList<T> items, Predicate<T> isGone, string what)
    {
        var left = items.Where(item => !isGone(item)).ToArray();
        return left.Length < items.Count
            ? left
            : throw new SutiException(DidErrorCodes.NotFound, $"not_found: The DID has no such {what}.");
    }
}
