// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Writes a presentation of credentials that one already has.</summary>
public sealed class PresentationBuilder
{
    private readonly CredentialDataModel _model;
    private readonly List<string> _types = [DataModelRules.PresentationType];
    private readonly List<VerifiableCredential> _credentials = [];
    private string? _id;
    private string? _holder;

    /// <summary>Starts a presentation.</summary>
    /// <param name="model">The data model of the presentation: 2.0 or 1.1.</param>
    public PresentationBuilder(CredentialDataModel model = CredentialDataModel.V2)
    {
        if (model is not (CredentialDataModel.V1 or CredentialDataModel.V2))
        {
            throw new ArgumentOutOfRangeException(nameof(model), "Only the W3C data models have presentations of this shape.");
        }

        _model = model;
    }

    /// <summary>Sets the identifier, a URL.</summary>
    public PresentationBuilder WithId(string id)
    {
        _id = id;
        return this;
    }

    /// <summary>Says who shows it.</summary>
    public PresentationBuilder WithHolder(string holder)
    {
        _holder = holder;
        return this;
    }

    /// <summary>Adds a type beside <c>VerifiablePresentation</c>.</summary>
    public PresentationBuilder AddType(string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        _types.Add(type);
        return this;
    }

    /// <summary>Adds a credential, in the form it was issued in.</summary>
    public PresentationBuilder AddCredential(VerifiableCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _credentials.Add(credential);
        return this;
    }

    /// <summary>The presentation.</summary>
    /// <exception cref="InvalidOperationException">A rule of the data model is broken; the message says which.</exception>
    public Presentation Build()
    {
        var json = JsonValues.Build(Write);
        return DataModelRules.CheckPresentation(json, _model) is { } fault
            ? throw new InvalidOperationException(fault)
            : new Presentation(json, _model);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        var isV1 = _model == CredentialDataModel.V1;
        writer.WriteTexts("@context", isV1 ? [CredentialContexts.V1] : [CredentialContexts.V2]);
        if (_id is not null)
        {
            writer.WriteString("id"u8, _id);
        }

        writer.WriteTexts("type", _types);
        if (_holder is not null)
        {
            writer.WriteString("holder"u8, _holder);
        }

        writer.WriteStartArray("verifiableCredential"u8);
        foreach (var credential in _credentials)
        {
            // In 1.1 a token stands in the list as it is; 2.0 has objects only, and envelopes for tokens.
            if (isV1 && credential.Token is { } token)
            {
                writer.WriteStringValue(token);
            }
            else
            {
                credential.Json.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
