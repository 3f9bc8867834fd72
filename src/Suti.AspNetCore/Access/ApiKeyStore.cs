// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.AspNetCore;

/// <summary>
/// API keys in the record store. A token is <c>suti_</c>, an id of 16 hexadecimal digits, <c>_</c> and 32 random bytes in base64url: too much to be
/// guessed, so that a plain SHA-256 of it is kept.
/// </summary>
internal sealed class ApiKeyStore(IRecordStore store, TimeProvider clock, RandomSource random) : IApiKeys
{
    /// <summary>Keys belong to no tenant: the space of their own cannot be reached with one.</summary>
    internal const string Space = "suti.api-keys";

    private const string Prefix = "suti_";
    private const int IdBytes = 8;
    private const int SecretBytes = 32;
    private const int MaxNameLength = 128;
    private const int MaxScopes = 256;
    private const int TokenLength = 5 + (2 * IdBytes) + 1 + 43;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    private readonly RecordSet<ApiKeyRecord> _keys = new(store, Space, ApiKeyRecord.Kind);

    public async ValueTask<CreatedApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var secret = random.GetBytes(SecretBytes);
        var id = Convert.ToHexStringLower(random.GetBytes(IdBytes));
        var token = $"{Prefix}{id}_{Base64Url.Encode(secret)}";
        CryptographicOperations.ZeroMemory(secret);
        var now = clock.GetUtcNow();
        var record = new ApiKeyRecord
        {
            Id = id,
            Name = request.Name,
            TokenHash = Hash(token),
            Scopes = [.. request.Scopes],
            Space = request.Space,
            Created = now,
            Expires = now + request.Lifetime,
        };
        await _keys.PutAsync(record, expectedVersion: 0, cancellationToken).ConfigureAwait(false);
        return new() { Key = ToKey(record), Token = token };
    }

    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        var found = await _keys.FindAsync(new RecordQuery(ApiKeyRecord.Kind), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(ToKey).OrderBy(static key => key.Name, StringComparer.Ordinal).ThenBy(static key => key.Id, StringComparer.Ordinal)];
    }

    public async ValueTask<bool> RevokeAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (await _keys.GetAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await _keys.DeleteAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async ValueTask<ApiKey?> FindAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!IsToken(token))
        {
            return null;
        }

        var id = token.Substring(Prefix.Length, 2 * IdBytes);
        return await _keys.GetAsync(id, cancellationToken).ConfigureAwait(false) is { Value: var record }
            && CryptographicOperations.FixedTimeEquals(Hash(token), record.TokenHash)
            && (record.Expires is not { } expires || clock.GetUtcNow() < expires)
                ? ToKey(record)
                : null;
    }

    /// <summary>Whether a bearer token is meant to be an API key.</summary>
    internal static bool IsToken(string token) =>
        token.Length == TokenLength
        && token.StartsWith(Prefix, StringComparison.Ordinal)
        && token[Prefix.Length + (2 * IdBytes)] == '_'
        && !token.AsSpan(Prefix.Length, 2 * IdBytes).ContainsAnyExcept(HexDigits);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static void Check(CreateApiKeyRequest request)
    {
        if (request.Name is not { Length: > 0 and <= MaxNameLength } || request.Name.Any(char.IsControl))
        {
            throw new ArgumentException($"The name of an API key has 1 to {MaxNameLength} characters.", nameof(request));
        }

        if (request.Scopes.Count is 0 or > MaxScopes)
        {
            throw new ArgumentException($"An API key names 1 to {MaxScopes} patterns of operations; * stands for all.", nameof(request));
        }

        _ = new OperationSelection(request.Scopes);
        if (SpaceContext.Check(request.Space) == Space)
        {
            throw new ArgumentException("The space of the API keys is opened by none of them.", nameof(request));
        }

        if (request.Lifetime is { } lifetime && lifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException("The lifetime of an API key is above zero.", nameof(request));
        }
    }

    private static ApiKey ToKey(ApiKeyRecord record) => new()
    {
        Id = record.Id,
        Name = record.Name,
        Scopes = record.Scopes,
        Space = record.Space,
        Created = record.Created,
        Expires = record.Expires,
    };
}
