// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>One credential that a query asks for (OpenID4VP 1.0 §6.1).</summary>
public sealed class DcqlCredentialQuery
{
    private const int MaxClaims = 100;

    private readonly List<DcqlClaim> _claims = [];
    private readonly List<IReadOnlyList<string>> _claimSets = [];
    private readonly List<IReadOnlyList<string>> _types = [];
    private IReadOnlyList<string>? _vctValues;
    private bool _asksForAuthorities;

    private DcqlCredentialQuery(string id, string format)
    {
        Id = id;
        Format = format;
    }

    /// <summary>Its name within the query.</summary>
    public string Id { get; }

    /// <summary>The format: <c>dc+sd-jwt</c>, <c>jwt_vc_json</c>, <c>ldp_vc</c>, <c>mso_mdoc</c>.</summary>
    public string Format { get; }

    /// <summary>Whether more than one may be shown.</summary>
    public bool AllowsMultiple { get; private set; }

    /// <summary>Whether the holder must prove that it is theirs.</summary>
    public bool RequiresHolderBinding { get; private set; } = true;

    internal static string? Read(JsonElement json, out DcqlCredentialQuery? query)
    {
        query = null;
        if (json.Text("id") is not { Length: > 0 } id || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            || json.Text("format") is not { Length: > 0 } format)
        {
            return "A credential has no id of letters, digits, _ and -, or no format.";
        }

        query = new DcqlCredentialQuery(id, format)
        {
            AllowsMultiple = json.Member("multiple").ValueKind == JsonValueKind.True,
            RequiresHolderBinding = json.Member("require_cryptographic_holder_binding").ValueKind != JsonValueKind.False,
            _asksForAuthorities = json.Member("trusted_authorities").IsPresent(),
        };
        var meta = json.Member("meta");
        query._vctValues = meta.TryGetVct();
        foreach (var types in meta.Member("type_values").Items())
        {
            query._types.Add(types.Texts());
        }

        return query.ReadClaims(json);
    }

    /// <summary>What a store can look for by itself: never less than what fits.</summary>
    internal CredentialFilter ToFilter()
    {
        if (Format == CredentialFormatNames.SdJwtVc)
        {
            return new() { Types = _vctValues };
        }

        var claim = _claimSets.Count == 0 ? _claims.Select(static claim => claim.SubjectClaim).FirstOrDefault(static claim => claim is not null) : null;
        return new() { Types = NamesOfTypes(), ClaimName = claim?.Name, ClaimValues = claim?.Values };
    }

    internal DcqlMatch? Match(VerifiableCredential credential, out string objection)
    {
        objection = "none-of-this-format";
        // Authorities are named by key identifiers and federations, which nothing here can look up: nothing is shown on a guess.
        if (!HasFormat(credential) || _asksForAuthorities)
        {
            return null;
        }

        objection = "none-of-this-type";
        if (!HasType(credential.Credential))
        {
            return null;
        }

        var pointers = new List<string>();
        if (_claimSets.Count == 0)
        {
            return Collect(_claims, credential, pointers, out objection) ? new DcqlMatch(credential, pointers) : null;
        }

        // The verifier lists its options in the order it prefers them.
        objection = "claim-missing";
        foreach (var set in _claimSets)
        {
            pointers.Clear();
            if (Collect(_claims.Where(claim => claim.Id is { } name && set.Contains(name)), credential, pointers, out objection))
            {
                return new DcqlMatch(credential, pointers);
            }
        }

        return null;
    }

    private static bool Collect(IEnumerable<DcqlClaim> claims, VerifiableCredential credential, List<string> pointers, out string objection)
    {
        objection = "";
        foreach (var claim in claims)
        {
            if (!claim.Select(credential.Credential.Json, pointers, out objection))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasFormat(VerifiableCredential credential) => Format switch
    {
        CredentialFormatNames.SdJwtVc => credential.Format == CredentialFormatNames.SdJwtVc,
        "jwt_vc_json" => credential.Format is CredentialFormatNames.Jwt or CredentialFormatNames.VcJwt,
        "ldp_vc" => credential.Token is null,
        _ => credential.Format == Format,
    };

    private bool HasType(Credential credential)
    {
        if (credential.Model == CredentialDataModel.SdJwtVc)
        {
            return _vctValues is null || credential.Types.Any(_vctValues.Contains);
        }

        return _types.Count == 0 || _types.Exists(types => types.All(type => credential.Types.Any(own => IsType(own, type))));
    }

    /// <summary>The query names types by their full URLs; credentials mostly by the last part of it.</summary>
    private static bool IsType(string own, string wanted) =>
        own == wanted || wanted.EndsWith("#" + own, StringComparison.Ordinal) || wanted.EndsWith("/" + own, StringComparison.Ordinal);

    /// <summary>
    /// The types of which a credential has at least one if it fits: of each option the type that says most, by its full URL and by every ending
    /// that <see cref="IsType"/> takes for it. Null when there is an option that any credential meets.
    /// </summary>
    private List<string>? NamesOfTypes()
    {
        const int MaxNames = 200;
        var names = new List<string>();
        foreach (var option in _types)
        {
            var type = option.FirstOrDefault(static type => !IsType(DataModelRules.CredentialType, type)) ?? (option.Count > 0 ? option[0] : null);
            if (type is null)
            {
                return null;
            }

            names.Add(type);
            for (var index = 0; index < type.Length - 1; index++)
            {
                if (type[index] is '/' or '#')
                {
                    names.Add(type[(index + 1)..]);
                }
            }
        }

        return names.Count is 0 or > MaxNames ? null : names;
    }

    private string? ReadClaims(JsonElement json)
    {
        var claims = json.Member("claims").Items();
        if (claims.Count > MaxClaims || (json.Member("claims").IsPresent() && claims.Count == 0))
        {
            return "claims is empty, or too long.";
        }

        foreach (var item in claims)
        {
            if (DcqlClaim.Read(item) is not { } claim || (claim.Id is not null && _claims.Exists(other => other.Id == claim.Id)))
            {
                return "A claim has no valid path, or an id that another has.";
            }

            _claims.Add(claim);
        }

        foreach (var set in json.Member("claim_sets").Items())
        {
            var names = set.Texts();
            if (names.Count == 0 || names.Any(name => !_claims.Exists(claim => claim.Id == name)))
            {
                return "A claim set is empty, or has an unknown claim.";
            }

            _claimSets.Add(names);
        }

        return null;
    }
}
