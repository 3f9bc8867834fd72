// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>A query in the Digital Credentials Query Language (OpenID4VP 1.0 §6): which credentials a verifier asks for.</summary>
public sealed class DcqlQuery
{
    private const int MaxCredentials = 50;
    private const int MaxSets = 50;

    private readonly List<(bool IsRequired, IReadOnlyList<IReadOnlyList<string>> Options)> _sets = [];

    private DcqlQuery(IReadOnlyList<DcqlCredentialQuery> credentials) => Credentials = credentials;

    /// <summary>The credentials that are asked for.</summary>
    public IReadOnlyList<DcqlCredentialQuery> Credentials { get; }

    /// <summary>Reads a query that may come from anywhere.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="query">The query.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out DcqlQuery? query, [NotNullWhen(false)] out CredentialError? error)
    {
        query = null;
        var fault = StrictJson.TryParseElement(utf8, out var json, new StrictJsonLimits { MaxSize = 1 << 18, MaxDepth = 32 })
            ? Read(json, out query)
            : "The query is not strict JSON, or is too large.";
        error = fault is null ? null : new(CredentialErrorCodes.RequestInvalid, fault);
        query = fault is null ? query : null;
        return query is not null;
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static DcqlQuery Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(System.Text.Encoding.UTF8.GetBytes(json), out var query, out var error) ? query : throw new FormatException(error.Message);
    }

    /// <summary>Finds which of one's credentials answer the query, or why none do.</summary>
    /// <param name="credentials">The credentials that one has.</param>
    public DcqlAnswer Evaluate(IReadOnlyCollection<VerifiableCredential> credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var matches = new Dictionary<string, IReadOnlyList<DcqlMatch>>(StringComparer.Ordinal);
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var wanted in Credentials)
        {
            var found = new List<DcqlMatch>();
            var reason = "none-of-this-format";
            foreach (var credential in credentials)
            {
                var match = wanted.Match(credential, out var objection);
                if (match is not null)
                {
                    found.Add(match);
                }
                else if (Rank(objection) > Rank(reason))
                {
                    reason = objection;
                }
            }

            matches[wanted.Id] = found;
            if (found.Count == 0)
            {
                reasons[wanted.Id] = reason;
            }
        }

        return new DcqlAnswer(IsSatisfied(matches), matches, reasons);
    }

    /// <summary>The nearer a credential came, the more its objection tells.</summary>
    private static int Rank(string? reason) => reason switch
    {
        "none-of-this-type" => 1,
        "claim-missing" => 2,
        "claim-value" => 3,
        _ => 0,
    };

    private static string? Read(JsonElement json, out DcqlQuery? query)
    {
        query = null;
        var wanted = json.Member("credentials");
        if (wanted.ValueKind != JsonValueKind.Array || wanted.GetArrayLength() is 0 or > MaxCredentials)
        {
            return "credentials is not a list of at least one, or is too long.";
        }

        var read = new List<DcqlCredentialQuery>();
        foreach (var item in wanted.EnumerateArray())
        {
            if (DcqlCredentialQuery.Read(item, out var credential) is { } fault)
            {
                return fault;
            }

            if (read.Exists(other => other.Id == credential!.Id))
            {
                return "Two credentials have the same id.";
            }

            read.Add(credential!);
        }

        query = new DcqlQuery(read);
        return query.ReadSets(json);
    }

    private string? ReadSets(JsonElement json)
    {
        if (!json.TryGetProperty("credential_sets", out var sets))
        {
            return null;
        }

        if (sets.ValueKind != JsonValueKind.Array || sets.GetArrayLength() is 0 or > MaxSets)
        {
            return "credential_sets is not a list of at least one, or is too long.";
        }

        foreach (var set in sets.EnumerateArray())
        {
            var required = set.Member("required");
            var options = set.Member("options").ValueKind == JsonValueKind.Array ? set.GetProperty("options").EnumerateArray().Select(option => option.Texts()).ToList() : [];
            if (options.Count == 0 || options.Exists(option => option.Count == 0 || option.Any(id => Credentials.All(wanted => wanted.Id != id)))
                || required.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
            {
                return "A credential set has no options, or one with an unknown credential.";
            }

            _sets.Add((required.ValueKind != JsonValueKind.False, options));
        }

        return null;
    }

    private bool IsSatisfied(Dictionary<string, IReadOnlyList<DcqlMatch>> matches) =>
        _sets.Count == 0
            ? matches.Values.All(found => found.Count > 0)
            : _sets.TrueForAll(set => !set.IsRequired || set.Options.Any(option => option.All(id => matches[id].Count > 0)));
}
