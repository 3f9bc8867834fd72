// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Dids;

/// <summary>Multikeys, with the errors of DID resolution for those that are refused.</summary>
internal static class MulticodecKeys
{
    public static bool TryRead(string multibase, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out DidError? error)
    {
        key = null;
        if (!Multikey.TrySplit(multibase, out var codec, out var content))
        {
            error = new(DidErrorCodes.InvalidPublicKey, "The key is not multibase with a multicodec in front.");
            return false;
        }

        if (!Multikey.TryGetKeyType(codec, out var type))
        {
            error = new(DidErrorCodes.UnsupportedPublicKeyType, $"Keys of the multicodec {codec} are not supported.");
            return false;
        }

        error = PublicKey.TryImport(type, content, PublicKeyFormat.Raw, out key)
            ? null
            : new(DidErrorCodes.InvalidPublicKey, $"Not a valid {type} public key.");
        return key is not null;
    }

}
