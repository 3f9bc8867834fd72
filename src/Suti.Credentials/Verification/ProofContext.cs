// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Dids;
using Suti.Ethereum;

namespace Suti.Credentials;

/// <summary>What a format works with while it verifies: keys, the verifier's expectations, limits.</summary>
public sealed class ProofContext
{
    private readonly KeyFinder _keys;
    private readonly SignatureBatch.Ticket? _ticket;
    private readonly CredentialVerifierOptions _verifier;

    internal ProofContext(
        KeyFinder keys, SecuredKind kind, VerificationOptions options, CredentialVerifierOptions verifier, DateTimeOffset now, SignatureBatch.Ticket? ticket)
    {
        _keys = keys;
        _ticket = ticket;
        _verifier = verifier;
        Kind = kind;
        Options = options;
        Now = now;
    }

    internal ProofContext(ProofContext other, SecuredKind kind)
        : this(other._keys, kind, other.Options, other._verifier, other.Now, ticket: null)
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
    public CredentialLimits Limits => _verifier.Limits;

    /// <summary>The time to verify for.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The roots of issuers who send certificates.</summary>
    internal CertificateRoots? CertificateRoots => _verifier.CertificateRoots;

    /// <summary>Whether a contract of some chain can be asked what it signed.</summary>
    internal bool AsksContracts => _verifier.ContractSignatures.Count > 0;

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

    internal ValueTask CheckSignatureAsync(
        ProofReport report,
        string? controller,
        string? keyId,
        SignatureInput input,
        Func<CandidateKey, string?>? accept,
        bool isHint,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return input.ContractSignature.IsEmpty
            ? CheckAsync(report, controller, keyId, input, accept, isHint, cancellationToken)
            : CheckWithContractsAsync(report, controller, keyId, input, accept, isHint, cancellationToken);
    }

    /// <summary>The same, where a chain may have to be asked, which may not answer.</summary>
    private async ValueTask CheckWithContractsAsync(
        ProofReport report,
        string? controller,
        string? keyId,
        SignatureInput input,
        Func<CandidateKey, string?>? accept,
        bool isHint,
        CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(report, controller, keyId, input, accept, isHint, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception)
        {
            report.Checks.Fail(CheckCodes.Signature, "chain-not-asked", $"The contract could not be asked whether it signed: {exception.Code}.");
            report.Checks.Fail(CheckCodes.ProofPurpose, "not-checked", "It is not known whose signature it is.");
        }
    }

    /// <summary>Verifies with a key that another way than resolution found for the signer, and enters signature, purpose and signer.</summary>
    internal static void CheckSignature(ProofReport report, string signer, Suti.Crypto.PublicKey key, in SignatureInput input)
    {
        var candidate = new CandidateKey(new ControllerKey(signer, key));
        report.Signer = signer;
        if (input.Algorithm is not null && candidate.Fits(input.Algorithm) && candidate.Verify(input))
        {
            report.Checks.Pass(CheckCodes.Signature);
            report.Checks.Pass(CheckCodes.ProofPurpose);
        }
        else
        {
            report.Checks.Fail(CheckCodes.Signature, "invalid", "The signature is not one of the signer's key over this.");
            report.Checks.Fail(CheckCodes.ProofPurpose, "not-checked", "No key of the signer made the signature.");
        }
    }

    private async ValueTask CheckAsync(
        ProofReport report,
        string? controller,
        string? keyId,
        SignatureInput input,
        Func<CandidateKey, string?>? accept,
        bool isHint,
        CancellationToken cancellationToken)
    {
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
        else if (await FindSignerAsync(found.ForPurpose, input, cancellationToken).ConfigureAwait(false) is { } key)
        {
            Accept(checks, accept?.Invoke(key));
            checks.Pass(CheckCodes.ProofPurpose);
            return;
        }
        else if (await FindSignerAsync(found.Others, input, cancellationToken).ConfigureAwait(false) is { } other)
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

    private async ValueTask<CandidateKey?> FindSignerAsync(IReadOnlyList<CandidateKey> keys, SignatureInput input, CancellationToken cancellationToken)
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
            if (verified || (!input.ContractSignature.IsEmpty && await IsOfContractAsync(key, input, cancellationToken).ConfigureAwait(false)))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Whether the contract behind an account says that it signed, on the chain of the account.</summary>
    private ValueTask<bool> IsOfContractAsync(CandidateKey key, SignatureInput input, CancellationToken cancellationToken)
    {
        if (key.Account is not { IsEthereum: true } account
            || !ulong.TryParse(account.Reference, NumberStyles.None, CultureInfo.InvariantCulture, out var chain)
            || !_verifier.ContractSignatures.TryGetValue(chain, out var contracts)
            || !Address.TryParse(account.Address, out var address))
        {
            return ValueTask.FromResult(false);
        }

        return contracts.VerifyAsync(address, input.Data, input.ContractSignature, cancellationToken);
    }
}
