// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;

namespace Suti.Credentials;

/// <summary>The capability over the lists in the record store of an agent.</summary>
internal sealed class AgentCredentialStatuses(StatusListManager lists, CredentialVerifier verifier) : ICredentialStatuses
{
    private const int MaxLength = 16 << 20;

    private static readonly string[] Purposes = ["revocation", "suspension", "refresh", "message"];

    public async Task<JsonNode> GenerateAsync(GenerateStatusRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Type == BitstringStatusMethod.EntryType
            ? await lists.AllocateAsync(request.StatusListCredential, cancellationToken).ConfigureAwait(false)
            : throw new SutiException(AgentErrorCodes.InvalidArgument, $"invalid_setup: No credential status manager is there for the type {request.Type}");
    }

    public async Task<StatusUpdateResult> UpdateAsync(UpdateStatusRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Only a credential that was really issued has a place: an expired one may be revoked, one that is revoked already be looked at.
        var options = new VerificationOptions { SwitchedOff = [CheckCodes.Time, CheckCodes.Status, CheckCodes.Schema, CheckCodes.Trust, CheckCodes.Audience] };
        var result = await verifier.VerifyCredentialAsync(request.Vc, options, cancellationToken).ConfigureAwait(false);
        if (!result.Verified)
        {
            throw Invalid($"/vc does not verify: {result.FirstFailure?.Code}");
        }

        var credential = result.Credential!.Credential;
        var purpose = request.Options?.StatusPurpose;
        var entries = credential.Statuses.Where(entry => purpose is null || entry.Text("statusPurpose") == purpose).ToList();
        if (entries is not [var only] || only.Text("statusListCredential") is not { } url
            || !int.TryParse(only.Text("statusListIndex"), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            throw Invalid("/vc has not exactly one entry of that status");
        }

        if (await lists.FindIssuerAsync(url, cancellationToken).ConfigureAwait(false) != credential.Issuer)
        {
            throw Invalid("/vc is not of the issuer of its status list");
        }

        var value = request.Options?.Value ?? 1;
        await lists.SetAsync(url, index, value, cancellationToken).ConfigureAwait(false);
        return new StatusUpdateResult { StatusListCredential = url, StatusListIndex = index, Value = value };
    }

    public Task<string[]> ListTypesAsync(CancellationToken cancellationToken = default) => Task.FromResult<string[]>([BitstringStatusMethod.EntryType]);

    public async Task<StatusListDescription> CreateListAsync(CreateStatusListRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var purpose = request.StatusPurpose ?? Purposes[0];
        var length = request.Length ?? BitstringStatusList.MinBits;
        if (!Purposes.Contains(purpose) || length is < BitstringStatusList.MinBits or > MaxLength || !JsonValues.IsUrl(request.Url))
        {
            throw Invalid($"/url, /statusPurpose or /length is not one of a status list of {BitstringStatusList.MinBits} to {MaxLength} credentials");
        }

        try
        {
            await lists.CreateAsync(
                request.Url, request.Issuer, purpose, length, request.StatusSize ?? 1, request.StatusMessages, request.StatusReference, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            throw Invalid($"/statusSize is not from 1 to {BitstringStatusList.MaxStatusSize}, or /statusMessages are not those of all its values");
        }

        return new StatusListDescription { Url = request.Url, Issuer = request.Issuer, StatusPurpose = purpose, Length = length };
    }

    private static SutiException Invalid(string message) => new(AgentErrorCodes.InvalidArgument, message + ".");
}
