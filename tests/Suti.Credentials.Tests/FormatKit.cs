// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Credentials.Tests;

/// <summary>One format with everything a test needs to issue, damage and present in it.</summary>
internal sealed class FormatKit(ICredentialFormat format)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static string[] Names { get; } = [.. CredentialFormats.All.Select(format => format.Name)];

    public ICredentialFormat Format => format;

    public string Name => format.Name;

    public bool IsSdJwtVc => Name == CredentialFormatNames.SdJwtVc;

    public bool IsToken => Name != CredentialFormatNames.Eip712;

    public CredentialDataModel Model => Name switch
    {
        CredentialFormatNames.Jwt or CredentialFormatNames.Eip712 => CredentialDataModel.V1,
        CredentialFormatNames.SdJwtVc => CredentialDataModel.SdJwtVc,
        _ => CredentialDataModel.V2,
    };

    public KeyType KeyType => Name == CredentialFormatNames.Eip712 ? KeyType.Secp256k1 : KeyType.Ed25519;

    public static FormatKit Of(string name) => new(CredentialFormats.All.Single(format => format.Name == name));

    public Credential Credential(
        string issuer, string? subject, DateTimeOffset? from = null, DateTimeOffset? until = null, JsonObject? status = null, string name = "Alice")
    {
        if (IsSdJwtVc)
        {
            var claims = new JsonObject { ["iss"] = issuer, ["vct"] = "https://credentials.example/person", ["name"] = name };
            Set(claims, "sub", subject);
            Set(claims, "nbf", (from ?? Now.AddDays(-1)).ToUnixTimeSeconds());
            Set(claims, "exp", until?.ToUnixTimeSeconds());
            Set(claims, "status", status?.DeepClone());
            return Credentials.Credential.FromClaims(claims);
        }

        var builder = new CredentialBuilder(Model).WithIssuer(issuer).AddType("Person").ValidFrom(from ?? Now.AddDays(-1));
        var content = new JsonObject { ["name"] = name };
        builder = subject is null ? builder.AddSubject(content) : builder.AddSubject(subject, content);
        builder = until is { } end ? builder.ValidUntil(end) : builder;
        return (status is null ? builder : builder.AddStatus(status)).Build();
    }

    public async Task<VerifiableCredential> IssueAsync(
        TestParty issuer, string? subject = null, DateTimeOffset? from = null, DateTimeOffset? until = null, JsonObject? status = null, TestParty? holder = null) =>
        await format.IssueAsync(
            Credential(issuer.Did, subject ?? holder?.Did, from, until, status),
            issuer.Signer,
            new IssueOptions { HolderKey = IsSdJwtVc ? holder?.Key.PublicKey : null },
            TestContext.Current.CancellationToken);

    /// <summary>The text of a presentation by the holder: of its own format, or an SD-JWT with a key binding.</summary>
    public async Task<string> PresentAsync(TestParty holder, PresentOptions? options, params VerifiableCredential[] credentials)
    {
        options ??= PresentOptions.Standard;
        if (IsSdJwtVc)
        {
            return await SdJwtPresentation.CreateAsync(
                credentials.Single(), [], holder.Key, options.Domain ?? "https://verifier.example", options.Challenge ?? "n-1", options.IssuedAt ?? Now);
        }

        var builder = new PresentationBuilder(Model).WithHolder(holder.Did);
        foreach (var credential in credentials)
        {
            builder.AddCredential(credential);
        }

        var presented = await format.PresentAsync(builder.Build(), holder.Signer, options, TestContext.Current.CancellationToken);
        return presented.ToString();
    }

    /// <summary>The same with one claim changed, and the proof as it was.</summary>
    public string Forge(VerifiableCredential credential) => Replace(credential.ToString(), "Alice", "Mallo");

    /// <summary>Changes a text of the same length in what was signed, wherever the format keeps it.</summary>
    public string Replace(string text, string old, string with)
    {
        if (text.StartsWith('{'))
        {
            return text.Replace(old, with, StringComparison.Ordinal);
        }

        if (Name == CredentialFormatNames.VcCose)
        {
            var bytes = Convert.FromBase64String(text);
            var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(old));
            Encoding.UTF8.GetBytes(with).CopyTo(bytes, at);
            return Convert.ToBase64String(bytes);
        }

        var rest = text.IndexOf('~', StringComparison.Ordinal);
        var token = rest < 0 ? text : text[..rest];
        var parts = token.Split('.');
        parts[1] = Base64Url.Encode(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Base64Url.Decode(parts[1])).Replace(old, with, StringComparison.Ordinal)));
        return string.Join('.', parts) + (rest < 0 ? "" : text[rest..]);
    }

    /// <summary>The object that stands in JSON for a credential in this format.</summary>
    public static JsonElement AsObject(VerifiableCredential credential) =>
        credential.Credential.Model == CredentialDataModel.SdJwtVc
            ? JsonElement.Parse(new JsonArray(credential.Token!)[0]!.ToJsonString())
            : credential.Json;

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
