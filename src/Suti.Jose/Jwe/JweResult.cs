// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Suti.Jose;

/// <summary>What came of decrypting a JWE.</summary>
[DebuggerDisplay("{Error}")]
public sealed class JweResult
{
    internal JweResult(byte[] plaintext, JoseHeader header)
    {
        Plaintext = plaintext;
        Header = header;
    }

    internal JweResult(JoseError error) => Error = error;

    /// <summary>Whether the content was decrypted and is authentic.</summary>
    [MemberNotNullWhen(true, nameof(Plaintext), nameof(Header))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsDecrypted => Plaintext is not null;

    /// <summary>The content; null when it was refused.</summary>
    public byte[]? Plaintext { get; }

    /// <summary>The header as the recipient sees it; null when the message was refused.</summary>
    public JoseHeader? Header { get; }

    /// <summary>Why not; null when it was decrypted.</summary>
    public JoseError? Error { get; }
}
