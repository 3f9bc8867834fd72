// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;

namespace Suti.Dids;

/// <summary>Makes documents. The contexts that the forms of keys need are added by themselves.</summary>
public sealed class DidDocumentBuilder
{
    private readonly Did _id;
    private readonly string _coreContext;
    private readonly List<string> _contexts = [];
    private readonly List<JsonElement> _contextObjects = [];
    private readonly List<string> _alsoKnownAs = [];
    private readonly List<Did> _controllers = [];
    private readonly List<VerificationMethod> _methods = [];
    private readonly MethodReference[]?[] _relationships = new MethodReference[]?[VerificationRelationships.Count];
    private readonly List<DidService> _services = [];

    /// <summary>Starts a document.</summary>
    /// <param name="id">Its subject.</param>
    /// <param name="coreContext">The context that stands first: <see cref="DidContexts.V1"/> or <see cref="DidContexts.V11"/>.</param>
    public DidDocumentBuilder(Did id, string coreContext = DidContexts.V1)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(coreContext);
        _id = id;
        _coreContext = coreContext;
        _contexts.Add(coreContext);
    }

    /// <summary>Names another JSON-LD context.</summary>
    public DidDocumentBuilder AddContext(string context)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        if (!_contexts.Contains(context))
        {
            _contexts.Add(context);
        }

        return this;
    }

    /// <summary>Adds a JSON-LD context that is an object; such contexts stand behind those that are named.</summary>
    /// <exception cref="ArgumentException">Not an object.</exception>
    public DidDocumentBuilder AddContext(JsonElement context)
    {
        _contextObjects.Add(context.ValueKind == JsonValueKind.Object
            ? context.Clone()
            : throw new ArgumentException("Not an object.", nameof(context)));
        return this;
    }

    /// <summary>Adds another URI of the subject.</summary>
    public DidDocumentBuilder AddAlsoKnownAs(string uri)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        _alsoKnownAs.Add(uri);
        return this;
    }

    /// <summary>Names somebody who may change the document.</summary>
    public DidDocumentBuilder AddController(Did controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        _controllers.Add(controller);
        return this;
    }

    /// <summary>Adds a key.</summary>
    /// <param name="id">The id, absolute or relative such as <c>#key-1</c>; it is written as it is given.</param>
    /// <param name="key">The key.</param>
    /// <param name="relationships">What it may be used for.</param>
    /// <param name="form">How it is written.</param>
    /// <exception cref="ArgumentException">The id is not a DID URL, or is there already.</exception>
    public DidDocumentBuilder AddKey(
        string id, PublicKey key, VerificationRelationship relationships, VerificationMethodForm form = VerificationMethodForm.Multikey)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(key);
        return Add(ParseId(id), WrittenVerificationMethod.ForKey(id, key, form), relationships);
    }

    /// <summary>Adds an account on a blockchain, such as a key of type <c>EcdsaSecp256k1RecoveryMethod2020</c>.</summary>
    /// <exception cref="ArgumentException">The id is not a DID URL, or is there already.</exception>
    public DidDocumentBuilder AddAccount(
        string id, string type, BlockchainAccount account, VerificationRelationship relationships, string? context = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentException.ThrowIfNullOrEmpty(type);
        return Add(ParseId(id), WrittenVerificationMethod.OfAccount(id, type, account, context), relationships);
    }

    /// <summary>Adds a service.</summary>
    public DidDocumentBuilder AddService(DidService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _services.Add(DidServiceReader.TryRead(_id, service.Json, out var absolute, out var error)
            ? absolute
            : throw new ArgumentException(error.Message, nameof(service)));
        return this;
    }

    /// <summary>The document.</summary>
    public DidDocument Build() => new(new DidDocumentContent
    {
        Id = _id,
        Contexts = [.. _contexts],
        ContextObjects = [.. _contextObjects],
        AlsoKnownAs = [.. _alsoKnownAs],
        Controllers = [.. _controllers],
        Methods = [.. _methods],
        Relationships = Array.ConvertAll(_relationships, static references => references ?? []),
        Services = [.. _services],
    });

    /// <summary>Adds a method; <paramref name="isEmbedded"/> puts it into its relationship instead of the common list.</summary>
    internal DidDocumentBuilder Add(
        DidUrl id, WrittenVerificationMethod written, VerificationRelationship relationships, bool isEmbedded = false, Did? controller = null)
    {
        if (HasMethod(id))
        {
            throw new ArgumentException($"The document already has a key with the id {id}.", nameof(id));
        }

        var method = new VerificationMethod(id, controller ?? _id, written);
        if (!isEmbedded)
        {
            _methods.Add(method);
        }

        // Arrays are never changed once they are there: most documents have one key, and one array for all it may do.
        MethodReference[] alone = [new(id, written.IdText, isEmbedded ? method : null)];
        for (var index = 0; index < VerificationRelationships.Count; index++)
        {
            if (((int)relationships & (1 << index)) != 0)
            {
                _relationships[index] = _relationships[index] is { } before ? [.. before, .. alone] : alone;
            }
        }

        // The contexts of DID 1.1 and of Controlled Identifiers define these two forms themselves.
        if (written.Context is { } context && !(_coreContext != DidContexts.V1 && context is DidContexts.Multikey or DidContexts.Jwk))
        {
            AddContext(context);
        }

        return this;
    }

    private bool HasMethod(DidUrl id)
    {
        foreach (var method in _methods)
        {
            if (method.Id.Equals(id))
            {
                return true;
            }
        }

        return false;
    }

    private DidUrl ParseId(string id) =>
        DidUrl.TryParseRelative(_id, id, out var url) ? url : throw new ArgumentException("Not a DID URL.", nameof(id));
}
