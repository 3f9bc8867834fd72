// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// The list of Bitstring Status List 1.0: a few bits for each credential, the first credential in the highest bits of the first byte.
/// </summary>
public sealed class BitstringStatusList
{
    /// <summary>The number of bits below which a list tells too much about who is in it (§2.2).</summary>
    public const int MinBits = 131072;

    /// <summary>The largest number of bits for one credential.</summary>
    public const int MaxStatusSize = 8;

    private readonly byte[] _bits;

    /// <summary>Makes a list in which nothing is set.</summary>
    /// <param name="length">For how many credentials.</param>
    /// <param name="statusSize">The bits for each.</param>
    public BitstringStatusList(int length = MinBits, int statusSize = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusSize, MaxStatusSize);
        ArgumentOutOfRangeException.ThrowIfLessThan((long)length * statusSize, MinBits, nameof(length));
        StatusSize = statusSize;
        _bits = new byte[checked((int)((((long)length * statusSize) + 7) / 8))];
    }

    private BitstringStatusList(byte[] bits, int statusSize)
    {
        _bits = bits;
        StatusSize = statusSize;
    }

    /// <summary>The bits for each credential.</summary>
    public int StatusSize { get; }

    /// <summary>For how many credentials it has room.</summary>
    public int Length => (int)((long)_bits.Length * 8 / StatusSize);

    /// <summary>The value of a credential.</summary>
    public int this[int index]
    {
        get
        {
            Require(index);
            var value = 0;
            for (var bit = 0; bit < StatusSize; bit++)
            {
                var at = ((long)index * StatusSize) + bit;
                value = (value << 1) | ((_bits[at >> 3] >> (7 - (int)(at & 7))) & 1);
            }

            return value;
        }

        set
        {
            Require(index);
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1 << StatusSize);
            for (var bit = 0; bit < StatusSize; bit++)
            {
                var at = ((long)index * StatusSize) + bit;
                var mask = (byte)(0x80 >> (int)(at & 7));
                _bits[at >> 3] = ((value >> (StatusSize - 1 - bit)) & 1) == 1 ? (byte)(_bits[at >> 3] | mask) : (byte)(_bits[at >> 3] & ~mask);
            }
        }
    }

    /// <summary>Reads an <c>encodedList</c> that may come from anywhere: base64url with the prefix <c>u</c>, or without (StatusList2021).</summary>
    /// <param name="encodedList">The text.</param>
    /// <param name="statusSize">The bits for each credential.</param>
    /// <param name="maxSize">The bytes that it may have.</param>
    /// <param name="list">The list.</param>
    public static bool TryDecode(string encodedList, int statusSize, int maxSize, [NotNullWhen(true)] out BitstringStatusList? list)
    {
        ArgumentNullException.ThrowIfNull(encodedList);
        list = null;
        if (statusSize is < 1 or > MaxStatusSize)
        {
            return false;
        }

        // A GZIP stream begins with 1f 8b, which is H4s in base64: the prefix cannot be mistaken for a part of it.
        var text = encodedList.StartsWith('u') ? encodedList[1..] : encodedList.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (Base64Url.TryDecode(text, out var compressed) && BoundedInflate.TryInflate(compressed, isGzip: true, maxSize) is { } bits)
        {
            list = new BitstringStatusList(bits, statusSize);
        }

        return list is not null;
    }

    /// <summary>The list as it stands in its credential.</summary>
    public string Encode() => "u" + Base64Url.Encode(BoundedInflate.Deflate(_bits, isGzip: true));

    /// <summary>The credential that publishes it, to be issued as any other.</summary>
    /// <param name="url">Where it is published.</param>
    /// <param name="issuer">Who issues it.</param>
    /// <param name="purposes">What the bits mean: <c>revocation</c>, <c>suspension</c>, <c>refresh</c> or <c>message</c>.</param>
    /// <param name="validFrom">From when it is valid.</param>
    /// <param name="validUntil">Until when, so that an old one is not believed.</param>
    /// <param name="timeToLive">How long verifiers may keep it.</param>
    public Credential ToCredential(
        string url,
        string issuer,
        IReadOnlyList<string> purposes,
        DateTimeOffset validFrom,
        DateTimeOffset? validUntil = null,
        TimeSpan? timeToLive = null)
    {
        ArgumentNullException.ThrowIfNull(purposes);
        var subject = new JsonObject
        {
            ["id"] = url + "#list",
            ["type"] = "BitstringStatusList",
            ["statusPurpose"] = purposes.Count == 1 ? purposes[0] : new JsonArray([.. purposes.Select(purpose => (JsonNode)purpose)]),
            ["encodedList"] = Encode(),
        };
        if (timeToLive is { } live)
        {
            subject["ttl"] = (long)live.TotalMilliseconds;
        }

        var builder = new CredentialBuilder().WithId(url).AddType(BitstringStatusMethod.ListType).WithIssuer(issuer).AddSubject(subject).ValidFrom(validFrom);
        return (validUntil is { } end ? builder.ValidUntil(end) : builder).Build();
    }

    /// <summary>The entry for a credential, to add with <see cref="CredentialBuilder.AddStatus"/>.</summary>
    /// <param name="url">Where the list is published.</param>
    /// <param name="index">The place of the credential.</param>
    /// <param name="purpose">What its bits mean.</param>
    /// <param name="statusSize">The bits for each credential.</param>
    /// <param name="messages">What each value means; each has one where there are several bits.</param>
    /// <param name="reference">A URL with more about them.</param>
    /// <exception cref="ArgumentException">The messages are not those of all values.</exception>
    public static JsonObject CreateEntry(
        string url, int index, string purpose = "revocation", int statusSize = 1, IReadOnlyList<StatusMessage>? messages = null, string? reference = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        var text = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var entry = new JsonObject
        {
            ["id"] = $"{url}#{text}",
            ["type"] = BitstringStatusMethod.EntryType,
            ["statusPurpose"] = purpose,
            ["statusListIndex"] = text,
            ["statusListCredential"] = url,
        };
        StatusMessages.Write(entry, statusSize, messages, reference);
        return entry;
    }

    private void Require(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
    }
}
