// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>COSE messages as text: base64 of either alphabet, with padding or without.</summary>
internal static class CoseText
{
    public static string Encode(ReadOnlySpan<byte> message) => Convert.ToBase64String(message);

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? message) =>
        Base64Url.TryDecode(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), out message) && message.Length > 0;
}
