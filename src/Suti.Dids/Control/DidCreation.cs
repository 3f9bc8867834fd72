// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;

namespace Suti.Dids;

/// <summary>What a new DID shall be.</summary>
public sealed record DidCreation
{
    /// <summary>The provider that was asked for, such as <c>did:key</c>; methods with networks find theirs behind the method.</summary>
    public string? Provider { get; init; }

    /// <summary>The alias the agent gives the DID; did:web and did:webvh take their place on the web from it.</summary>
    public string? Alias { get; init; }

    /// <summary>Where to keep the keys; null for the agent's default.</summary>
    public string? KeyManagementSystem { get; init; }

    /// <summary>Options of the method, an object, or undefined for none.</summary>
    public JsonElement Options { get; init; }

    /// <summary>A text among the options, or null.</summary>
    /// <exception cref="SutiException">The option is no text (<see cref="DidErrorCodes.InvalidOptions"/>).</exception>
    public string? GetText(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Invalid(name, "a text")
        : null;

    /// <summary>A switch among the options, or false.</summary>
    /// <exception cref="SutiException">The option is no switch (<see cref="DidErrorCodes.InvalidOptions"/>).</exception>
    public bool GetFlag(string name) => TryGet(name, out var value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Invalid(name, "true or false"));

    /// <summary>An integer among the options, or null.</summary>
    /// <exception cref="SutiException">The option is no integer (<see cref="DidErrorCodes.InvalidOptions"/>).</exception>
    public long? GetInteger(string name) => TryGet(name, out var value)
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Invalid(name, "an integer")
        : null;

    /// <summary>A list of texts among the options, empty when nothing is said.</summary>
    /// <exception cref="SutiException">The option is no list of texts (<see cref="DidErrorCodes.InvalidOptions"/>).</exception>
    public IReadOnlyList<string> GetTexts(string name) => !TryGet(name, out var value)
        ? []
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Invalid(name, "a list of texts");

    /// <summary>The option <c>keyType</c>.</summary>
    /// <param name="standard">The type when nothing is said.</param>
    /// <exception cref="SutiException">There is no such type (<see cref="KeyErrorCodes.Unsupported"/>).</exception>
    public KeyType GetKeyType(KeyType standard) => GetText("keyType") is { } name ? KeyTypeNames.Parse(name) : standard;

    /// <summary>The services among the options.</summary>
    /// <exception cref="SutiException">They are not services (<see cref="DidErrorCodes.InvalidOptions"/>).</exception>
    public IReadOnlyList<DidService> GetServices() => !TryGet("services", out var value)
        ? []
        : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(DidService.FromJson)]
            : throw Invalid("services", "a list of services");

    private static SutiException Invalid(string name, string what) =>
        new(DidErrorCodes.InvalidOptions, $"illegal_argument: The option \"{name}\" must be {what}.");

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return Options.ValueKind == JsonValueKind.Object
            && Options.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }
}
