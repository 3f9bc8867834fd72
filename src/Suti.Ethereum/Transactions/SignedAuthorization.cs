// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>An authorization and the account that gave it (EIP-7702).</summary>
public sealed class SignedAuthorization
{
    internal SignedAuthorization(Authorization authorization, EthereumSignature signature, Address authority) =>
        (Authorization, Signature, Authority) = (authorization, signature, authority);

    /// <summary>What is authorized.</summary>
    public Authorization Authorization { get; }

    /// <summary>The signature.</summary>
    public EthereumSignature Signature { get; }

    /// <summary>The account, as recovered.</summary>
    public Address Authority { get; }

    internal static SignedAuthorization? TryRead(ref RlpReader list) =>
        list.TryReadList(out var fields)
        && fields.TryReadUInt256(out var chainId)
        && fields.TryReadAddress(out var address)
        && fields.TryReadUInt64(out var nonce)
        && fields.TryReadUInt64(out var parity) && parity <= 1
        && fields.TryReadUInt256(out var r)
        && fields.TryReadUInt256(out var s)
        && fields.IsAtEnd
        && EthereumSignature.TryCreate(r, s, parity == 1, out var signature)
            ? Recover(new Authorization(chainId, address, nonce), signature)
            : null;

    internal void Write(RlpWriter writer)
    {
        writer.StartList();
        Authorization.WriteFields(writer);
        writer.WriteUInt64(Signature.YParity ? 1UL : 0UL);
        writer.WriteUInt256(Signature.R);
        writer.WriteUInt256(Signature.S);
        writer.EndList();
    }

    private static SignedAuthorization? Recover(Authorization authorization, EthereumSignature signature) =>
        signature.TryRecover(authorization.GetSigningHash(), out var authority)
            ? new SignedAuthorization(authorization, signature, authority)
            : null;
}
