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
        var collector = new DcqlCollector();
        foreach (var wanted in Credentials)
        {
            collector.Begin(wanted, "none-of-this-format");
            foreach (var credential in credentials)
            {
                collector.Try(credential);
            }
        }

        return Conclude(collector);
    }

    /// <summary>
    /// Finds which of the credentials in a store answer the query, or why none do. The store is first asked for what can be found by type,
    /// issuer or claim; only those candidates are read.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="formats">The formats that are known; all of <see cref="CredentialFormats.All"/> when null.</param>
    /// <param name="maxMatches">How many are wanted of each credential at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async ValueTask<DcqlAnswer> EvaluateAsync(
        ICredentialStore store, IReadOnlyList<ICredentialFormat>? formats = null, int maxMatches = 100, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMatches);
        var collector = new DcqlCollector();
        foreach (var wanted in Credentials)
        {
            var filter = wanted.ToFilter();
            collector.Begin(wanted, filter.Types is null ? "none-of-this-format" : "none-of-this-type");
            await CandidateSearch.RunAsync(
                store, filter, formats, maxMatches, collector.TryAsync, () => collector.Count, cancellationToken).ConfigureAwait(false);
        }

        return Conclude(collector);
    }

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

    private DcqlAnswer Conclude(DcqlCollector collector)
    {
        var matches = collector.Matches;
        var chosen = new List<string>();
        var isSatisfied = true;
        if (_sets.Count == 0)
        {
            isSatisfied = Credentials.All(wanted => matches[wanted.Id].Count > 0);
            chosen.AddRange(Credentials.Select(static wanted => wanted.Id));
        }

        // OpenID4VP 1.0 §6.4.2: of each set that is required, one option; the verifier lists them in the order it prefers them.
        foreach (var set in _sets.Where(static set => set.IsRequired))
        {
            var option = set.Options.FirstOrDefault(option => option.All(id => matches[id].Count > 0));
            isSatisfied &= option is not null;
            chosen.AddRange((option ?? []).Except(chosen, StringComparer.Ordinal));
        }

        return new DcqlAnswer(isSatisfied, matches, collector.Reasons) { Chosen = isSatisfied ? chosen : [] };
    }
}
