// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Suti.Jose;

/// <summary>
/// A JSON Web Encryption (RFC 7516): read first, which checks its form, then decrypted with a recipient's key. Content is made
/// by <see cref="EncryptAsync"/> and <see cref="EncryptJsonAsync"/>.
/// </summary>
public sealed class Jwe
{
    internal Jwe(JweParts parts, IReadOnlyList<JweReceived> received)
    {
        Parts = parts;
        Received = received;
        Recipients = [.. received.Select(recipient => recipient.Header)];
    }

    /// <summary>The header as each recipient sees it: protected, shared and the recipient's own members together.</summary>
    public IReadOnlyList<JoseHeader> Recipients { get; }

    internal JweParts Parts { get; }

    internal IReadOnlyList<JweReceived> Received { get; }

    /// <summary>Reads the compact form.</summary>
    /// <param name="text">The message.</param>
    /// <param name="jwe">The JWE, still encrypted.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Jwe? jwe, [NotNullWhen(false)] out JoseError? error, JoseLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        jwe = JweReader.ReadCompact(text, limits ?? JoseLimits.Standard, out error);
        return jwe is not null;
    }

    /// <summary>Reads a JSON serialization, general or flattened.</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="jwe">The JWE, still encrypted.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="allowRepeatedMembers">
    /// Accepts headers of one message that share members of the same value, which RFC 7516 §4 forbids and old messages of
    /// Veramo do.
    /// </param>
    public static bool TryParseJson(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Jwe? jwe,
        [NotNullWhen(false)] out JoseError? error,
        JoseLimits? limits = null,
        bool allowRepeatedMembers = false)
    {
        jwe = JweReader.ReadJson(utf8, limits ?? JoseLimits.Standard, allowRepeatedMembers, out error);
        return jwe is not null;
    }

    /// <summary>Encrypts for one recipient, into the compact form.</summary>
    /// <param name="plaintext">The content.</param>
    /// <param name="recipient">The recipient.</param>
    /// <param name="options">How; AES-256-GCM when null.</param>
    /// <param name="cancellationToken">Stops the encryption.</param>
    public static async ValueTask<string> EncryptAsync(
        ReadOnlyMemory<byte> plaintext,
        JweRecipient recipient,
        JweOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        options ??= JweOptions.Standard;
        if (options.AssociatedData.Length > 0)
        {
            throw new ArgumentException("The compact form carries no associated data.", nameof(options));
        }

        var encrypter = new JweEncrypter(options, [recipient], isCompact: true);
        return JweWriter.Compact(await encrypter.EncryptAsync(plaintext, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Encrypts for one recipient or several, into the general JSON serialization, as UTF-8.</summary>
    /// <param name="plaintext">The content.</param>
    /// <param name="recipients">The recipients.</param>
    /// <param name="options">How; AES-256-GCM when null.</param>
    /// <param name="flattened">Whether to use the flattened serialization, which has one recipient.</param>
    /// <param name="cancellationToken">Stops the encryption.</param>
    public static async ValueTask<byte[]> EncryptJsonAsync(
        ReadOnlyMemory<byte> plaintext,
        IReadOnlyList<JweRecipient> recipients,
        JweOptions? options = null,
        bool flattened = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        if (recipients.Count == 0 || (flattened && recipients.Count > 1))
        {
            throw new ArgumentException("There must be a recipient, and only one in the flattened form.", nameof(recipients));
        }

        var encrypter = new JweEncrypter(options ?? JweOptions.Standard, recipients, isCompact: false);
        var message = await encrypter.EncryptAsync(plaintext, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetBytes(JweWriter.Json(message, flattened));
    }

    /// <summary>Decrypts with a recipient's key.</summary>
    /// <param name="key">The key; its <see cref="JweKey.KeyId"/> says which recipient, or all that fit are tried.</param>
    /// <param name="policy">What is accepted.</param>
    /// <param name="cancellationToken">Stops the decryption.</param>
    public ValueTask<JweResult> DecryptAsync(JweKey key, JwePolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(policy);
        return new JweDecrypter(this, key, policy).DecryptAsync(cancellationToken);
    }
}
