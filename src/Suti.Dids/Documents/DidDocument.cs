// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// A DID document (DID Core 1.0, also DID 1.1 and Controlled Identifiers): a typed view over JSON that is kept as it was, unknown
/// members included. It never changes once it is there.
/// </summary>
public sealed class DidDocument
{
    private readonly MethodReference[][] _relationships;
    private readonly VerificationMethod[]?[] _methodsByRelationship = new VerificationMethod[]?[VerificationRelationships.Count];
    private JsonElement _json;

    internal DidDocument(DidDocumentContent content, JsonElement json = default)
    {
        Id = content.Id;
        Contexts = content.Contexts;
        ContextObjects = content.ContextObjects;
        AlsoKnownAs = content.AlsoKnownAs;
        Controllers = content.Controllers;
        VerificationMethods = content.Methods;
        _relationships = content.Relationships;
        Services = content.Services;
        _json = json;
    }

    /// <summary>The subject.</summary>
    public Did Id { get; }

    /// <summary>The JSON-LD contexts that are named by a URI, in order; empty for plain JSON.</summary>
    public IReadOnlyList<string> Contexts { get; }

    /// <summary>Other URIs of the subject.</summary>
    public IReadOnlyList<string> AlsoKnownAs { get; }

    /// <summary>Who may change the document, where that is said.</summary>
    public IReadOnlyList<Did> Controllers { get; }

    /// <summary>The keys under <c>verificationMethod</c>. What a key may do is said by <see cref="GetMethods"/> alone.</summary>
    public IReadOnlyList<VerificationMethod> VerificationMethods { get; }

    /// <summary>The services.</summary>
    public IReadOnlyList<DidService> Services { get; }

    /// <summary>The document as it is written, with every member.</summary>
    public JsonElement Json
    {
        get
        {
            if (_json.ValueKind == JsonValueKind.Undefined)
            {
                _json = JsonBytes.ToElement(writer => DidDocumentWriter.Write(this, writer));
            }

            return _json;
        }
    }

    /// <summary>Reads a document that may come from anywhere; the error says why it is refused.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out DidDocument? document,
        [NotNullWhen(false)] out DidError? error,
        DidDocumentLimits? limits = null)
    {
        limits ??= DidDocumentLimits.Standard;
        document = null;
        if (utf8.Length > limits.MaxSize)
        {
            error = new(DidErrorCodes.InvalidDidDocument, $"The document has {utf8.Length} bytes, which is more than {limits.MaxSize}.");
            return false;
        }

        if (!StrictJson.TryValidate(utf8, limits.Json, out var fault))
        {
            error = new(DidErrorCodes.InvalidDidDocument, fault);
            return false;
        }

        return DidDocumentReader.TryRead(StrictJson.ParseElement(utf8, limits.Json), limits, out document, out error);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is not a DID document; the message says why.</exception>
    public static DidDocument Parse(ReadOnlySpan<byte> utf8, DidDocumentLimits? limits = null) =>
        TryParse(utf8, out var document, out var error, limits) ? document : throw new FormatException(error.Message);

    /// <summary>
    /// The keys that may be used for one purpose, by reference or embedded. References that lead out of the document, or to
    /// nothing, are not among them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single relationship.</exception>
    public IReadOnlyList<VerificationMethod> GetMethods(VerificationRelationship relationship)
    {
        var index = VerificationRelationships.IndexOf(relationship);
        return _methodsByRelationship[index] ??= FindMethods(_relationships[index]);
    }

    /// <summary>The ids that a relationship lists, those of other documents included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single relationship.</exception>
    public IReadOnlyList<DidUrl> GetMethodIds(VerificationRelationship relationship) =>
        Array.ConvertAll(_relationships[VerificationRelationships.IndexOf(relationship)], reference => reference.Id);

    /// <summary>Finds a key by its id, wherever in the document it is.</summary>
    public bool TryGetMethod(DidUrl id, [NotNullWhen(true)] out VerificationMethod? method)
    {
        ArgumentNullException.ThrowIfNull(id);
        method = Find(id);
        return method is not null;
    }

    /// <summary>Finds a key by its id, if it may be used for the given purpose.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single relationship.</exception>
    public bool TryGetMethod(DidUrl id, VerificationRelationship relationship, [NotNullWhen(true)] out VerificationMethod? method)
    {
        ArgumentNullException.ThrowIfNull(id);
        method = GetMethods(relationship).FirstOrDefault(candidate => candidate.Id.Equals(id));
        return method is not null;
    }

    /// <summary>Finds a service by its absolute id or by its fragment.</summary>
    public bool TryGetService(string id, [NotNullWhen(true)] out DidService? service)
    {
        ArgumentNullException.ThrowIfNull(id);
        service = Services.FirstOrDefault(candidate => candidate.Id == id)
            ?? Services.FirstOrDefault(candidate => candidate.Id.AsSpan().StartsWith(Id.ToString())
                && candidate.Id.Length == Id.ToString().Length + 1 + id.Length
                && candidate.Id[Id.ToString().Length] == '#'
                && candidate.Id.EndsWith(id, StringComparison.Ordinal));
        return service is not null;
    }

    /// <summary>The document as UTF-8 in a representation: exactly what was read, but for the member <c>@context</c>.</summary>
    public byte[] ToUtf8(DidRepresentation representation = DidRepresentation.AsWritten) =>
        JsonBytes.Write(writer => DidDocumentWriter.WriteAs(this, representation, writer));

    /// <summary>The document as JSON text.</summary>
    public string ToJson(DidRepresentation representation = DidRepresentation.AsWritten) =>
        System.Text.Encoding.UTF8.GetString(ToUtf8(representation));

    /// <summary>The DID of the subject.</summary>
    public override string ToString() => Id.ToString();

    internal IReadOnlyList<JsonElement> ContextObjects { get; }

    internal ReadOnlySpan<MethodReference> References(int relationship) => _relationships[relationship];

    private VerificationMethod[] FindMethods(MethodReference[] references)
    {
        var methods = new List<VerificationMethod>(references.Length);
        foreach (var reference in references)
        {
            if ((reference.Embedded ?? Find(reference.Id)) is { } method && !methods.Contains(method))
            {
                methods.Add(method);
            }
        }

        return [.. methods];
    }

    private VerificationMethod? Find(DidUrl id)
    {
        foreach (var method in VerificationMethods)
        {
            if (method.Id.Equals(id))
            {
                return method;
            }
        }

        foreach (var references in _relationships)
        {
            foreach (var reference in references)
            {
                if (reference.Embedded is not null && reference.Id.Equals(id))
                {
                    return reference.Embedded;
                }
            }
        }

        return null;
    }
}
