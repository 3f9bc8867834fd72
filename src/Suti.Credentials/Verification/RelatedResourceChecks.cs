// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>Whether the resources that a credential speaks of are those whose digests it has (VCDM 2.0 §5.3).</summary>
internal static class RelatedResourceChecks
{
    private static readonly string[] Accept = ["*/*"];

    public static async ValueTask CheckAsync(
        CheckList checks, Credential credential, CredentialVerifierOptions verifier, VerificationOptions options, bool isSigned, CancellationToken cancellationToken)
    {
        if (credential.Model != CredentialDataModel.V2 || credential.Json.Member("relatedResource") is not { ValueKind: not JsonValueKind.Undefined } member)
        {
            return;
        }

        var resources = member.Items();
        if (!options.Checks(CheckCodes.RelatedResource))
        {
            checks.SwitchOff(CheckCodes.RelatedResource);
        }
        else if (!isSigned)
        {
            checks.Fail(CheckCodes.RelatedResource, "not-checked", "Nobody signed the digests.");
        }
        else if (resources.Count > verifier.Limits.MaxRelatedResources)
        {
            checks.Fail(CheckCodes.RelatedResource, "too-many", "It speaks of more resources than the limit.");
        }
        else
        {
            foreach (var resource in resources)
            {
                if (await ObjectAsync(resource, verifier, options, cancellationToken).ConfigureAwait(false) is { } objection)
                {
                    checks.Fail(CheckCodes.RelatedResource, objection.Reason, objection.Message);
                    return;
                }
            }

            checks.Pass(CheckCodes.RelatedResource);
        }
    }

    private static async ValueTask<StatusAnswer?> ObjectAsync(
        JsonElement resource, CredentialVerifierOptions verifier, VerificationOptions options, CancellationToken cancellationToken)
    {
        var id = resource.Text("id");
        var integrity = resource.Member("digestSRI");
        var multibase = resource.Member("digestMultibase");
        if (id is null || (!integrity.IsPresent() && !multibase.IsPresent()))
        {
            return new StatusAnswer(false, "malformed", "A resource has no id, or no digest.");
        }

        if (!options.Resources.TryGetValue(id, out var content))
        {
            if (verifier.Fetcher is not { } fetcher)
            {
                return new StatusAnswer(false, "no-fetcher", "A resource is not known, and there is nothing to fetch it with.");
            }

            if (!Uri.TryCreate(id, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            {
                return new StatusAnswer(false, "not-given", "A resource is not one of the web, and was not given.");
            }

            try
            {
                content = (await fetcher.FetchAsync(address, Accept, verifier.Limits.MaxSize, cancellationToken).ConfigureAwait(false)).Content;
            }
            catch (SutiException exception) when (exception.Code == CredentialErrorCodes.NotFetched)
            {
                return new StatusAnswer(false, "not-fetched", exception.Message);
            }
        }

        // Where both stand there, a reader may take either.
        return (!integrity.IsPresent() || (integrity.ValueKind == JsonValueKind.String && SubresourceIntegrity.Matches(integrity.GetString()!, content.Span)))
            && (!multibase.IsPresent() || (multibase.ValueKind == JsonValueKind.String && HasDigest(multibase.GetString()!, content.Span)))
                ? null
                : new StatusAnswer(false, "digest-differs", "A resource is not the one with that digest, or its digest is of a kind that is not known here.");
    }

    private static bool HasDigest(string text, ReadOnlySpan<byte> content)
    {
        if (text.Length > 1024 || !Multibase.TryDecode(text, out var bytes) || !Multihash.TryDecode(bytes, out var stated))
        {
            return false;
        }

        // The codes of SHA-2 in the table of multicodecs.
        var hash = stated.Function.Code switch
        {
            0x12 => HashFunction.Sha256,
            0x20 => HashFunction.Sha384,
            0x13 => HashFunction.Sha512,
            _ => null,
        };
        return hash is not null && stated.Digest.SequenceEqual(hash.Hash(content));
    }
}
