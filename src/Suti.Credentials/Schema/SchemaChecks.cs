// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Whether a credential follows a schema that it names (VC JSON Schema).</summary>
internal static class SchemaChecks
{
    private const string SchemaType = "JsonSchema";
    private const string CredentialType = "JsonSchemaCredential";

    private static readonly string[] Accept = ["application/schema+json", "application/vc+jwt", "application/vc", "application/json"];

    public static async ValueTask<StatusAnswer?> ObjectAsync(
        JsonElement entry, Credential credential, CredentialVerifierOptions options, CredentialVerifier verifier, CancellationToken cancellationToken)
    {
        var type = entry.Member("type");
        var isCredential = type.HasText(CredentialType);
        if (!isCredential && !type.HasText(SchemaType))
        {
            return new StatusAnswer(false, "unknown-type", "Its kind of schema is not known here, so that it could not be checked.");
        }

        var id = entry.Text("id");
        if (id is null || !options.Schemas.TryGetValue(id, out var schema))
        {
            var (loaded, failure) = await LoadAsync(id, isCredential, options, verifier, cancellationToken).ConfigureAwait(false);
            if (loaded is null)
            {
                return failure;
            }

            schema = loaded;
        }

        try
        {
            return schema.Accepts(credential.Json, out var fault) ? null : new StatusAnswer(false, "not-followed", $"It does not follow its schema: {fault}");
        }
        catch (SutiException exception)
        {
            return new StatusAnswer(false, "limit", exception.Message);
        }
    }

    private static async ValueTask<(JsonSchema? Schema, StatusAnswer? Failure)> LoadAsync(
        string? id, bool isCredential, CredentialVerifierOptions options, CredentialVerifier verifier, CancellationToken cancellationToken)
    {
        if (options.Fetcher is not { } fetcher)
        {
            return (null, new StatusAnswer(false, "no-fetcher", "The schema is not known, and there is nothing to fetch it with."));
        }

        if (!Uri.TryCreate(id, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            return (null, new StatusAnswer(false, "malformed", "The address of the schema is not one of the web."));
        }

        FetchedResource resource;
        try
        {
            resource = await fetcher.FetchAsync(address, Accept, options.Limits.MaxSize, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == CredentialErrorCodes.NotFetched)
        {
            return (null, new StatusAnswer(false, "not-fetched", exception.Message));
        }

        if (!isCredential)
        {
            return JsonSchema.TryParse(resource.Content.Span, out var plain, out var error) ? (plain, null) : (null, new StatusAnswer(false, "malformed", error.Message));
        }

        // A schema that is a credential is verified as one, without a schema of its own.
        var switchedOff = new VerificationOptions { SwitchedOff = [CheckCodes.Schema, CheckCodes.Trust, CheckCodes.Audience] };
        var result = await verifier.VerifyCredentialAsync(Encoding.UTF8.GetString(resource.Content.Span).Trim(), switchedOff, cancellationToken).ConfigureAwait(false);
        if (!result.Verified || result.Credential is not { } verified
            || !verified.Credential.Types.Contains(CredentialType)
            || verified.Credential.Subjects is not [var subject] || !subject.Member("jsonSchema").IsPresent())
        {
            return (null, new StatusAnswer(false, "not-verified", "The credential that the schema is in does not verify, or holds no schema."));
        }

        return JsonSchema.TryCreate(subject.Member("jsonSchema"), out var schema, out var fault) ? (schema, null) : (null, new StatusAnswer(false, "malformed", fault.Message));
    }
}
