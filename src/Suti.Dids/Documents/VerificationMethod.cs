// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Crypto;

namespace Suti.Dids;

/// <summary>A key of a document, with its id (DID Core §5.2).</summary>
public sealed class VerificationMethod
{
    private readonly WrittenVerificationMethod? _written;
    private JsonElement _json;
    private VerificationKey? _key;
    private DidError? _keyError;

    internal VerificationMethod(DidUrl id, string type, Did controller, JsonElement json)
    {
        Id = id;
        Type = type;
        Controller = controller;
        _json = json;
    }

    internal VerificationMethod(DidUrl id, Did controller, WrittenVerificationMethod written)
    {
        Id = id;
        Type = written.Type;
        Controller = controller;
        _written = written;
        _key = written.Key;
    }

    /// <summary>The id; where the document writes a relative one, it is made absolute here.</summary>
    public DidUrl Id { get; }

    /// <summary>The type, such as <c>Multikey</c>.</summary>
    public string Type { get; }

    /// <summary>Who holds the key. Documents that leave it out mean their own subject.</summary>
    public Did Controller { get; }

    /// <summary>The public key; null when there is none in a known and valid form. <see cref="TryGetKey"/> says why.</summary>
    public PublicKey? PublicKey => TryGetKey(out var key, out _) ? key.PublicKey : null;

    /// <summary>The verification method as the document has it, with every member.</summary>
    public JsonElement Json
    {
        get
        {
            if (_json.ValueKind == JsonValueKind.Undefined)
            {
                _json = JsonBytes.ToElement(WriteTo);
            }

            return _json;
        }
    }

    /// <summary>Decodes the key, once; the error says what is wrong with it.</summary>
    public bool TryGetKey([NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        if (_key is null && _keyError is null && !VerificationKeyReader.TryRead(Type, Json, out _key, out var refusal))
        {
            _keyError = refusal;
        }

        key = _key;
        error = key is null ? _keyError! : null;
        return key is not null;
    }

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString();

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (_written is null)
        {
            _json.WriteTo(writer);
        }
        else
        {
            _written.WriteTo(writer, Controller);
        }
    }
}
