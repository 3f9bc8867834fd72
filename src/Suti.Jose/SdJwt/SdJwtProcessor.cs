// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>
/// Puts disclosures into the places of their digests and takes away what was not disclosed (RFC 9901 §7.1 steps 3 to 5), and
/// tells where each disclosure went.
/// </summary>
internal sealed class SdJwtProcessor
{
    private const string AlgorithmName = "_sd_alg";
    private const int MaxDepth = 64;

    private readonly Dictionary<string, SdJwtDisclosure> _disclosures;
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);
    private readonly List<(SdJwtDisclosure Disclosure, string[] Path)> _places = [];
    private readonly List<string> _path = [];

    private SdJwtProcessor(Dictionary<string, SdJwtDisclosure> disclosures) => _disclosures = disclosures;

    /// <summary>Where the disclosures went, in the order of the payload.</summary>
    public IReadOnlyList<(SdJwtDisclosure Disclosure, string[] Path)> Places => _places;

    /// <summary>Processes a payload, which it changes.</summary>
    public static SdJwtProcessor? Process(
        JsonObject payload, IReadOnlyList<SdJwtDisclosure> disclosures, out HashFunction hash, out JoseError? error)
    {
        hash = HashFunction.Sha256;
        var name = SdJwtHash.DefaultName;
        if (payload.TryGetPropertyValue(AlgorithmName, out var member) && (member is not JsonValue value || !value.TryGetValue(out name)))
        {
            error = SdJwtErrors.HashUnknown;
            return null;
        }

        if (SdJwtHash.Find(name) is not { } found)
        {
            error = SdJwtErrors.HashUnknown;
            return null;
        }

        hash = found;
        var byDigest = new Dictionary<string, SdJwtDisclosure>(disclosures.Count, StringComparer.Ordinal);
        foreach (var disclosure in disclosures)
        {
            // The same disclosure twice: its digest can stand in one place only, so one of the two is unreferenced.
            if (!byDigest.TryAdd(disclosure.GetDigest(hash), disclosure))
            {
                error = SdJwtErrors.DisclosureUnreferenced;
                return null;
            }
        }

        var processor = new SdJwtProcessor(byDigest);
        error = processor.ProcessNode(payload, 0)
            ?? (processor._places.Count == disclosures.Count ? null : SdJwtErrors.DisclosureUnreferenced);
        payload.Remove(AlgorithmName);
        return error is null ? processor : null;
    }

    private JoseError? ProcessNode(JsonNode? node, int depth) => node switch
    {
        _ when depth > MaxDepth => SdJwtErrors.TooDeep,
        JsonObject item => ProcessObject(item, depth),
        JsonArray array => ProcessArray(array, depth),
        _ => null,
    };

    private JoseError? ProcessObject(JsonObject item, int depth)
    {
        if (item.ContainsKey(SdJwtDisclosure.ElementName))
        {
            return SdJwtErrors.DigestShape;
        }

        if (item.TryGetPropertyValue(SdJwtDisclosure.DigestsName, out var digests))
        {
            if (digests is not JsonArray list)
            {
                return SdJwtErrors.DigestShape;
            }

            foreach (var entry in list)
            {
                var error = DiscloseClaim(item, entry);
                if (error is not null)
                {
                    return error;
                }
            }

            item.Remove(SdJwtDisclosure.DigestsName);
        }

        foreach (var (name, value) in item)
        {
            _path.Add(name);
            var error = ProcessNode(value, depth + 1);
            _path.RemoveAt(_path.Count - 1);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private JoseError? DiscloseClaim(JsonObject item, JsonNode? entry)
    {
        var error = FindDisclosure(entry, out var disclosure);
        if (error is not null || disclosure is null)
        {
            return error;
        }

        if (disclosure.Name is not { } name)
        {
            return SdJwtErrors.DisclosureShape;
        }

        if (name is SdJwtDisclosure.DigestsName or SdJwtDisclosure.ElementName)
        {
            return SdJwtErrors.DisclosureName;
        }

        if (item.ContainsKey(name))
        {
            return SdJwtErrors.ClaimExists;
        }

        item[name] = JsonNode.Parse(disclosure.Value.GetRawText());
        _places.Add((disclosure, [.. _path, name]));
        return null;
    }

    private JoseError? ProcessArray(JsonArray array, int depth)
    {
        var kept = 0;
        for (var index = 0; index < array.Count; index++)
        {
            var element = array[index];
            if (element is JsonObject item && item.TryGetPropertyValue(SdJwtDisclosure.ElementName, out var digest))
            {
                if (item.Count != 1)
                {
                    return SdJwtErrors.DigestShape;
                }

                var fault = FindDisclosure(digest, out var disclosure);
                if (fault is not null)
                {
                    return fault;
                }

                if (disclosure is null)
                {
                    array.RemoveAt(index--);
                    continue;
                }

                if (disclosure.Name is not null)
                {
                    return SdJwtErrors.DisclosureShape;
                }

                element = JsonNode.Parse(disclosure.Value.GetRawText());
                array[index] = element;
                _places.Add((disclosure, [.. _path, SegmentOf(kept)]));
            }

            _path.Add(SegmentOf(kept++));
            var error = ProcessNode(element, depth + 1);
            _path.RemoveAt(_path.Count - 1);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private static string SegmentOf(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private JoseError? FindDisclosure(JsonNode? entry, out SdJwtDisclosure? disclosure)
    {
        disclosure = null;
        if (entry is not JsonValue value || !value.TryGetValue<string>(out var digest))
        {
            return SdJwtErrors.DigestShape;
        }

        _disclosures.TryGetValue(digest, out disclosure);
        return _digests.Add(digest) ? null : SdJwtErrors.DigestReused;
    }
}
