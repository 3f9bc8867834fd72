// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>
/// What is known of a type of SD-JWT VCs, with all that it extends (draft-ietf-oauth-sd-jwt-vc, "SD-JWT VC Type Metadata"). Its publisher says so:
/// that a type extends another gives its issuers no right to issue the other.
/// </summary>
public sealed class TypeMetadata
{
    private const int MaxChain = 8;

    private TypeMetadata(IReadOnlyList<string> types, IReadOnlyList<TypeDisplay> display, IReadOnlyList<ClaimMetadata> claims)
    {
        Types = types;
        Display = display;
        Claims = claims;
    }

    /// <summary>The type.</summary>
    public string Vct => Types[0];

    /// <summary>The type, what it extends, what that extends, and so on.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>How the type is shown, in each language.</summary>
    public IReadOnlyList<TypeDisplay> Display { get; }

    /// <summary>What it says of claims.</summary>
    public IReadOnlyList<ClaimMetadata> Claims { get; }

    /// <summary>Puts a type together from its documents.</summary>
    /// <param name="source">Knows the documents.</param>
    /// <param name="vct">The type.</param>
    /// <param name="integrity">The digests of its document, as a credential states them in <c>vct#integrity</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SutiException">
    /// <see cref="CredentialErrorCodes.TypeMetadataInvalid"/>: a document is malformed, not the one that was meant, or extends itself.
    /// <see cref="CredentialErrorCodes.NotFetched"/>: a document is not known.
    /// </exception>
    public static async ValueTask<TypeMetadata> LoadAsync(
        ITypeMetadataSource source, string vct, string? integrity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(vct);
        var chain = new List<TypeMetadataDocument>();
        for (var (next, digests) = (vct, integrity); next is not null;)
        {
            if (chain.Count == MaxChain || chain.Exists(document => document.Vct == next))
            {
                throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, "The type extends itself, or too many others.");
            }

            var bytes = await source.FindAsync(next, cancellationToken).ConfigureAwait(false)
                ?? throw new SutiException(CredentialErrorCodes.NotFetched, "The type is not known.");
            chain.Add(Read(bytes.Span, next, digests));
            (next, digests) = (chain[^1].Extends, chain[^1].ExtendsIntegrity);
        }

        return Merge(chain);
    }

    /// <summary>How the type is shown in the first of the languages for which there is something, or else in the first there is.</summary>
    /// <param name="languages">Language tags, the best first.</param>
    public TypeDisplay? DisplayFor(params IReadOnlyList<string> languages) => Languages.Choose(Display, display => display.Locale, languages);

    /// <summary>The type.</summary>
    public override string ToString() => Vct;

    private static TypeMetadataDocument Read(ReadOnlySpan<byte> utf8, string vct, string? integrity)
    {
        if (integrity is not null && !SubresourceIntegrity.Matches(integrity, utf8))
        {
            throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, "The document of the type is not the one with that digest.");
        }

        if (!TypeMetadataDocument.TryParse(utf8, out var document, out var fault))
        {
            throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, fault);
        }

        return document.Vct == vct ? document : throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, "The document is about another type.");
    }

    private static TypeMetadata Merge(List<TypeMetadataDocument> chain)
    {
        var claims = new Dictionary<string, ClaimMetadata>(StringComparer.Ordinal);
        for (var index = chain.Count - 1; index >= 0; index--)
        {
            if (!TypeMetadataDocument.TryExtend(chain[index], claims, out var fault))
            {
                throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, fault);
            }
        }

        if (claims.Values.Select(claim => claim.SvgId).OfType<string>().GroupBy(id => id, StringComparer.Ordinal).Any(ids => ids.Count() > 1))
        {
            throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, "An svg_id is there twice.");
        }

        var display = chain.Select(document => document.ReadDisplay()).FirstOrDefault(list => list is not null);
        return new TypeMetadata([.. chain.Select(document => document.Vct)], display ?? [], [.. claims.Values]);
    }
}
