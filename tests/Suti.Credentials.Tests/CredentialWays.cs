// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials.Tests;

/// <summary>Every format by every way in which a credential reaches a verifier.</summary>
internal static class CredentialWays
{
    public const string Text = "text";
    public const string Object = "object";
    public const string Presentation = "presentation";

    public static TheoryData<string, string> All
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var format in FormatKit.Names)
            {
                rows.Add(format, Text);
                rows.Add(format, Object);
                rows.Add(format, Presentation);
            }

            return rows;
        }
    }

    /// <summary>Verifies a credential by one of the ways; the result is that of the credential, wherever it stood.</summary>
    public static async Task<VerificationResult> VerifyAsync(
        CredentialVerifier verifier, FormatKit kit, string way, VerifiableCredential credential, TestParty holder)
    {
        switch (way)
        {
            case Text:
                return await verifier.VerifyCredentialAsync(credential.ToString());
            case Object:
                return await verifier.VerifyCredentialAsync(FormatKit.AsObject(credential));
            default:
                var presented = await kit.PresentAsync(holder, new PresentOptions { Challenge = "c-1", Domain = "verifier.example", IssuedAt = FormatKit.Now }, credential);
                var result = await verifier.VerifyPresentationAsync(presented, new VerificationOptions { Challenge = "c-1", Domain = "verifier.example" });
                if (kit.IsSdJwtVc)
                {
                    return result;
                }

                // A presentation must never be better than what is in it.
                Assert.Equal(result.Nested.All(nested => nested.Verified) && result.Checks.All(check => check.Outcome != CheckOutcome.Failed), result.Verified);
                return result.Nested.Single();
        }
    }
}
