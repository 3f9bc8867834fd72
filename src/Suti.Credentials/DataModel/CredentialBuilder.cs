// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>Writes a credential of the data model 2.0 (or 1.1), and does not let go of an invalid one.</summary>
public sealed class CredentialBuilder
{
    private readonly CredentialDataModel _model;
    private readonly JsonArray _contexts;
    private readonly JsonArray _types = new((JsonNode)DataModelRules.CredentialType);
    private readonly List<JsonObject> _subjects = [];
    private readonly JsonObject _members = [];
    private readonly Dictionary<string, List<JsonObject>> _lists = new(StringComparer.Ordinal);
    private JsonNode? _issuer;
    private bool _hasOwnTypes;

    /// <summary>Starts a credential.</summary>
    /// <param name="model">The data model: 2.0 or 1.1.</param>
    public CredentialBuilder(CredentialDataModel model = CredentialDataModel.V2)
    {
        if (model is not (CredentialDataModel.V1 or CredentialDataModel.V2))
        {
            throw new ArgumentOutOfRangeException(nameof(model), "Only the W3C data models have this shape.");
        }

        _model = model;
        _contexts = new JsonArray((JsonNode)(model == CredentialDataModel.V1 ? CredentialContexts.V1 : CredentialContexts.V2));
    }

    /// <summary>Sets the identifier, a URL.</summary>
    public CredentialBuilder WithId(string id) => Set("id", id);

    /// <summary>Adds a context.</summary>
    public CredentialBuilder AddContext(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        _contexts.Add((JsonNode)url);
        return this;
    }

    /// <summary>Adds a type beside <c>VerifiableCredential</c>.</summary>
    public CredentialBuilder AddType(string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        _types.Add((JsonNode)type);
        _hasOwnTypes |= !JsonValues.IsUrl(type);
        return this;
    }

    /// <summary>Says who issues it.</summary>
    public CredentialBuilder WithIssuer(string issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        _issuer = issuer;
        return this;
    }

    /// <summary>Says who issues it, with a name or more.</summary>
    public CredentialBuilder WithIssuer(JsonObject issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        _issuer = issuer.DeepClone();
        return this;
    }

    /// <summary>Adds a subject and what is claimed about it.</summary>
    public CredentialBuilder AddSubject(JsonObject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        _subjects.Add((JsonObject)subject.DeepClone());
        return this;
    }

    /// <summary>Adds a subject by its identifier, and what is claimed about it.</summary>
    public CredentialBuilder AddSubject(string id, JsonObject claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var subject = new JsonObject { ["id"] = id };
        foreach (var (name, value) in claims)
        {
            subject[name] = value?.DeepClone();
        }

        _subjects.Add(subject);
        return this;
    }

    /// <summary>Says from when it is valid.</summary>
    public CredentialBuilder ValidFrom(DateTimeOffset time) =>
        Set(_model == CredentialDataModel.V1 ? "issuanceDate" : "validFrom", JsonValues.FormatTime(time));

    /// <summary>Says until when it is valid.</summary>
    public CredentialBuilder ValidUntil(DateTimeOffset time) =>
        Set(_model == CredentialDataModel.V1 ? "expirationDate" : "validUntil", JsonValues.FormatTime(time));

    /// <summary>Adds where its status is found.</summary>
    public CredentialBuilder AddStatus(JsonObject entry) => Add("credentialStatus", entry);

    /// <summary>Adds a schema that it follows.</summary>
    public CredentialBuilder AddSchema(string id, string type = "JsonSchema") =>
        Add("credentialSchema", new JsonObject { ["id"] = id, ["type"] = type });

    /// <summary>Adds evidence for the claims.</summary>
    public CredentialBuilder AddEvidence(JsonObject evidence) => Add("evidence", evidence);

    /// <summary>Adds terms of use.</summary>
    public CredentialBuilder AddTermsOfUse(JsonObject terms) => Add("termsOfUse", terms);

    /// <summary>Adds a service that renews it.</summary>
    public CredentialBuilder AddRefreshService(JsonObject service) => Add("refreshService", service);

    /// <summary>Adds a resource it stands on, with its digest.</summary>
    public CredentialBuilder AddRelatedResource(JsonObject resource) => Add("relatedResource", resource);

    /// <summary>Sets any other member, such as <c>name</c>.</summary>
    public CredentialBuilder Set(string name, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _members[name] = value?.DeepClone();
        return this;
    }

    /// <summary>The credential.</summary>
    /// <exception cref="InvalidOperationException">A rule of the data model is broken; the message says which.</exception>
    public Credential Build()
    {
        var contexts = (JsonArray)_contexts.DeepClone();
        if (_model == CredentialDataModel.V2 && _hasOwnTypes && contexts.Count == 1)
        {
            // Every type must mean something (VCDM 2.0 §4.5): without a context of one's own this one lends a meaning.
            contexts.Add((JsonNode)CredentialContexts.UndefinedTerms);
        }

        var json = new JsonObject { ["@context"] = contexts };
        Move(json, "id");
        json["type"] = _types.DeepClone();
        json["issuer"] = _issuer?.DeepClone();
        foreach (var (name, value) in _members)
        {
            if (name != "id")
            {
                json[name] = value?.DeepClone();
            }
        }

        json["credentialSubject"] = OneOrMore(_subjects);
        foreach (var (name, items) in _lists)
        {
            json[name] = OneOrMore(items);
        }

        var element = JsonElement.Parse(JsonValues.Write(writer => json.WriteTo(writer)).Span);
        return DataModelRules.CheckCredential(element, _model) is { } fault
            ? throw new InvalidOperationException(fault)
            : new Credential(element, _model);
    }

    private static JsonNode? OneOrMore(List<JsonObject> items) => items.Count switch
    {
        0 => null,
        1 => items[0].DeepClone(),
        _ => new JsonArray([.. items.Select(item => item.DeepClone())]),
    };

    private CredentialBuilder Add(string name, JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!_lists.TryGetValue(name, out var items))
        {
            _lists[name] = items = [];
        }

        items.Add((JsonObject)item.DeepClone());
        return this;
    }

    private void Move(JsonObject json, string name)
    {
        if (_members.TryGetPropertyValue(name, out var value))
        {
            json[name] = value?.DeepClone();
        }
    }
}
