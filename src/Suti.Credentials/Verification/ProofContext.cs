// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Credentials;

/// <summary>What a format works with while it verifies: keys, the verifier's expectations, limits.</summary>
public sealed class ProofContext
{
    private readonly KeyFinder _keys;
    private readonly SignatureBatch.Ticket? _ticket;

    internal ProofContext(KeyFinder keys, SecuredKind kind, VerificationOptions options, CredentialLimits limits, DateTimeOffset now, SignatureBatch.Ticket? ticket)
    {
        _keys = keys;
        _ticket = ticket;
        Kind = kind;
        Options = options;
        Limits = limits;
        Now = now;
    }

    internal ProofContext(ProofContext other, SecuredKind kind)
        : this(other._keys, kind, other.Options, other.Limits, other.Now, ticket: null)
    {
    }

    /// <summary>What is verified.</summary>
    public SecuredKind Kind { get; }

    /// <summary>The purpose that the key must be listed for.</summary>
    public VerificationRelationship Relationship =>
        Kind == SecuredKind.Credential ? VerificationRelationship.AssertionMethod : VerificationRelationship.Authentication;

    /// <summary>What the verifier expects.</summary>
    public VerificationOptions Options { get; }

    /// <summary>How much may be read.</summary>
    public CredentialLimits Limits { get; }

    /// <summary>The time to verify for.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>
    /// Finds the signer's keys, verifies, and enters signature, purpose and signer into the report. Without the name of a key all
    /// keys of the signer are tried, those for the purpose first.
    /// </summary>
    /// <param name="report">Where the checks are entered.</param>
    /// <param name="controller">The issuer or holder, as the document names it.</param>
    /// <param name="keyId">The key, as the proof names it.</param>
    /// <param name="input">The signature.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public ValueTask CheckSignatureAsync(
        ProofReport report, string? controller, string? keyId, SignatureInput input, CancellationToken cancellationToken) =>
        CheckSignatureAsync(report, controller, keyId, input, accept: null, isHint: false, cancellationToken);

    internal async ValueTask CheckSignatureAsync(
        ProofReport report,
        string? controller,
        string? keyId,
        SignatureInput input,
        Func<CandidateKey, string?>? accept,
        bool isHint,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var checks = report.Checks;
        var found = await _keys.FindAsync(controller, keyId, isHint, Relationship, cancellationToken).ConfigureAwait(false);
        report.Signer = found.Controller;
        if (found.Reason is not null)
        {
            checks.Fail(CheckCodes.Signature, found.Reason, found.Message);
        }
        else if (input.Algorithm is null)
        {
            checks.Fail(CheckCodes.Signature, "algorithm", "The algorithm is not one for signatures by public keys.");
        }
        else if (await FindSignerAsync(found.ForPurpose, input).ConfigureAwait(false) is { } key)
        {
            Accept(checks, accept?.Invoke(key));
            checks.Pass(CheckCodes.ProofPurpose);
            return;
        }
        else if (await FindSignerAsync(found.Others, input).ConfigureAwait(false) is { } other)
        {
            Accept(checks, accept?.Invoke(other));
            checks.Fail(CheckCodes.ProofPurpose, "not-listed", "The key of the signer is not listed for this purpose.");
            return;
        }
        else
        {
            checks.Fail(CheckCodes.Signature, "invalid", "The signature is not one of the signer's keys over this.");
        }

        checks.Fail(CheckCodes.ProofPurpose, "not-checked", "No key of the signer made the signature.");
    }

    private static void Accept(CheckList checks, string? objection)
    {
        if (objection is null)
        {
            checks.Pass(CheckCodes.Signature);
        }
        else
        {
            checks.Fail(CheckCodes.Signature, objection);
        }
    }

    private async ValueTask<CandidateKey?> FindSignerAsync(IReadOnlyList<CandidateKey> keys, SignatureInput input)
    {
        foreach (var key in keys)
        {
            if (!key.Fits(input.Algorithm!))
            {
                continue;
            }

            var verified = _ticket is not null && key.PublicKey is { } publicKey && input.Algorithm == Suti.Crypto.SignatureAlgorithm.Ed25519
                ? await _ticket.VerifyAsync(publicKey, input).ConfigureAwait(false)
                : key.Verify(input);
            if (verified)
            {
                return key;
            }
        }

        return null;
    }
}
